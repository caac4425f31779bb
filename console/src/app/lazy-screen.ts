import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { isServerThere } from '../api/server-there.ts';

export type LazyScreen = LazyExoticComponent<ComponentType>;

/** The server has this screen no more, as it has another console now: the page has to be loaded anew. */
export class ScreenGoneError extends Error {
  override name = 'ScreenGoneError';
}

/** A screen that is fetched when it is first shown. While the server is away it is waited for. */
export function lazyScreen(load: () => Promise<ComponentType>): LazyScreen {
  return lazy(async () => ({ default: await persistently(load) }));
}

const pauseMs = 2000;

async function persistently<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  for (let wasThere = false; ; ) {
    try {
      return await load();
    } catch (cause) {
      // It may have come back between the two questions.
      if (wasThere) throw new ScreenGoneError('gone', { cause });
      wasThere = await isServerThere();
      if (!wasThere) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
