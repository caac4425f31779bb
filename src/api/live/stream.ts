import { unlessAborted } from '../../lib/wait.ts';
import type { FeedPlace } from '../../store/live-feed.ts';
import type { ApiContext } from '../context.ts';
import type { FoundVehicle } from '../shared/ask.ts';
import { seeVehicle } from '../shared/see-vehicle.ts';
import type { Audience, Wanted } from './audience.ts';
import { createBacklog } from './backlog.ts';
import type { Listener } from './board.ts';
import { currentState } from './current-state.ts';
import { eventId, isBeyond, markOf, type Progress, progressFrom, wasTold, withProgress } from './event-id.ts';
import type { Hub } from './hub.ts';
import { type Item, itemsOf, mergeItems } from './items.ts';
import { type LiveEvent, presentItem } from './present-live.ts';
import { comment, frame } from './server-sent-events.ts';

/** Why a stream begins anew: what the reader had is to be forgotten. */
type ResetReason = 'new' | 'expired' | 'vehicles' | 'slow';

export type EndReason = 'stopping' | 'withdrawn';

export type Stream = {
  /** What is sent, made as the reader takes it. */
  text(lastEventId: string | undefined): AsyncGenerator<string>;
  /** The vehicles that may be heard of from now on. */
  follow(audience: Audience): Promise<void>;
  end(reason: EndReason): void;
};

type Options = { context: ApiContext; hub: Hub; wanted: Wanted; heartbeatMs: number };

/** Waits in full for a reader that is slow; beyond it, the newest of each vehicle and kind. */
const freeItems = 1000;

/** The events of some vehicles for one reader. */
export function createStream({ context, hub, wanted, heartbeatMs }: Options): Stream {
  const { types, profile } = wanted;
  const backlog = createBacklog<Item>({ free: freeItems, keysMax: 200_000, merge: mergeItems });
  let audience: Audience = new Map();
  let mark = '';
  let reached: Progress = { place: [] };
  let added: FoundVehicle[] = [];
  let hasMissed = false;
  let ended: EndReason | undefined;
  let waking = new AbortController();

  const listener: Listener = {
    tell(news, progress) {
      reached = progress;
      for (const { item } of itemsOf(news, progress, { types, mark })) backlog.push(item);
      waking.abort();
    },
    miss() {
      hasMissed = true;
      waking.abort();
    },
  };

  async function follow(next: Audience): Promise<FeedPlace> {
    const newMark = markOf(next.keys(), `${[...types].sort().join()} ${profile}`);
    added = [...next].flatMap(([id, found]) => (audience.has(id) ? [] : [found]));
    audience = next;
    mark = newMark;
    return hub.follow(listener, new Set(next.keys()));
  }

  /** Everything from the beginning. */
  async function* reset(reason: ResetReason): AsyncGenerator<string> {
    added = [];
    const id = eventId(reached, mark);
    yield frame({ id, event: 'reset', data: { reason } });
    yield* stateOf([...audience.values()]);
  }

  async function* stateOf(vehicles: readonly FoundVehicle[]): AsyncGenerator<string> {
    const id = eventId(reached, mark);
    for await (const events of currentState(context, vehicles, types))
      yield events.map(({ type, data }) => frame({ id, event: type, data })).join('');
  }

  async function* catchUp(progress: Progress, upTo: FeedPlace): AsyncGenerator<string, boolean> {
    let after = progress.place;
    const vehicleIds = [...audience.keys()];
    for (;;) {
      const read = await hub.read({ after, upTo, vehicleIds });
      if (read.isLost) return false;
      for (const [news, until] of withProgress(after, read.news))
        for (const { slot, item } of itemsOf(news, until, { types, mark }))
          if (!wasTold(progress, news, slot)) yield await textOf(item);
      after = read.place;
      if (!read.isFull) return true;
    }
  }

  /** As it may be seen now. */
  async function textOf(item: Item): Promise<string> {
    const found = audience.get(item.vehicleId);
    const event: LiveEvent | undefined = found && presentItem(item, await seeVehicle(context, found));
    return event ? frame({ id: item.id, event: event.type, data: event.data }) : '';
  }

  return { text: () => reset('new'), follow: async (next) => void (await follow(next)), end: () => undefined };
}
