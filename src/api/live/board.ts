import type { FeedPlace, News } from '../../store/history/live-feed.ts';
import type { Progress } from './event-id.ts';

/** Somebody who wants the news of some vehicles. */
export type Listener = {
  /** News in the order in which they were read, with how far everything is after this piece. */
  tell(news: News, progress: Required<Progress>): void;
  /** There is nothing more before this place. */
  reach(place: FeedPlace): void;
  /** Some news were lost. */
  miss(): void;
};

type Following = {
  listener: Listener;
  vehicleIds: ReadonlySet<number>;
  resolve(place: FeedPlace): void;
  reject(error: Error): void;
};

/** Who listens to which vehicles. Whoever comes is let in between two reads of the feed. */
export function createBoard() {
  const listeners = new Map<Listener, ReadonlySet<number>>();
  let waiting: Following[] = [];

  return {
    /** Nobody is told of anything. */
    isQuiet: () => listeners.size === 0,
    isIdle: () => listeners.size === 0 && waiting.length === 0,
    hasWaiting: () => waiting.length > 0,
    wait: (following: Following) => void waiting.push(following),
    admit(place: FeedPlace): void {
      const admitted = waiting;
      waiting = [];
      for (const { listener, vehicleIds, resolve } of admitted) {
        listeners.set(listener, vehicleIds);
        resolve(place);
      }
    },
    leave(listener: Listener): void {
      listeners.delete(listener);
      waiting = waiting.filter((one) => one.listener !== listener);
    },
    /** All vehicles that anybody listens to. */
    vehicleIds(): number[] {
      const all = new Set<number>();
      for (const vehicleIds of listeners.values()) for (const id of vehicleIds) all.add(id);
      return [...all];
    },
    tell(news: News, progress: Required<Progress>): void {
      for (const [listener, vehicleIds] of listeners)
        if (vehicleIds.has(news.vehicleId)) listener.tell(news, progress);
    },
    reach(place: FeedPlace): void {
      for (const listener of listeners.keys()) listener.reach(place);
    },
    miss(): void {
      for (const listener of listeners.keys()) listener.miss();
    },
    refuse(error: Error): void {
      for (const { reject } of waiting) reject(error);
      waiting = [];
    },
  };
}
