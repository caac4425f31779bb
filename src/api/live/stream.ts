import { waitOr } from '../../lib/wait.ts';
import type { FeedPlace } from '../../store/history/live-feed.ts';
import type { ApiContext } from '../context.ts';
import type { Audience, Wanted } from './audience.ts';
import { type Backlog, createBacklog } from './backlog.ts';
import type { Listener } from './board.ts';
import type { Progress } from './event-id.ts';
import { type Item, itemsOf, mergeItems } from './items.ts';
import {
  begin,
  beginAnew,
  createReader,
  introduce,
  markTime,
  meet,
  type Reader,
  type ResetReason,
  textOf,
  told,
} from './reader.ts';
import { retryAfter } from './server-sent-events.ts';

export type EndReason = 'stopping' | 'withdrawn';

export type Stream = {
  /** What is sent, made as the reader takes it. */
  text(lastEventId: string | undefined): AsyncGenerator<string>;
  /** The vehicles that may be heard of from now on. */
  follow(audience: Audience): Promise<void>;
  end(reason: EndReason): void;
  leave(): void;
};

/** Events that wait for a slow reader as they came; beyond it the newest of each vehicle and kind. */
const freeMax = 1000;
/** Vehicles and kinds, and episodes, that may wait; beyond it the stream begins anew. */
const keysMax = 100_000;
/** Events in one piece. */
const pieceMax = 50;

/** What is to be sent: filled by the hub, emptied at the pace of the reader. */
type Flow = {
  backlog: Backlog<Item>;
  /** What was lost, and how far everything was then. */
  lost?: { reason: ResetReason; progress: Progress } | undefined;
  ended?: EndReason;
  /** Everything up to here has been told or is in the backlog. */
  reached: FeedPlace;
  waking: AbortController;
};

/** The events of some vehicles for one reader. */
export function createStream(context: ApiContext, wanted: Wanted, audience: Audience): Stream {
  const { hub, heartbeatMs } = context.live;
  const reader = createReader(context, wanted, audience);
  const flow: Flow = {
    backlog: createBacklog<Item>({ free: freeMax, keysMax, merge: mergeItems }),
    reached: [],
    waking: new AbortController(),
  };
  const listener = listenerOf(flow, wanted);
  return {
    async *text(lastEventId) {
      yield retryAfter(2000);
      const place = await hub.follow(listener, new Set(reader.audience.keys()));
      flow.reached = place;
      yield* begin(reader, lastEventId, place);
      yield* live(flow, reader, heartbeatMs);
    },
    async follow(next) {
      const meeting = meet(reader, next);
      if (meeting.come.length === 0 && meeting.gone.length === 0) return;
      await hub.follow(listener, new Set(next.keys()));
      reader.meetings.push(meeting);
      flow.waking.abort();
    },
    end(reason) {
      flow.ended = reason;
      flow.waking.abort();
    },
    leave: () => hub.leave(listener),
  };
}

function listenerOf(flow: Flow, { types }: Wanted): Listener {
  return {
    tell(news, progress) {
      for (const item of itemsOf(news, progress, types)) flow.backlog.push(item);
      if (flow.backlog.takeOverflow()) flow.lost = { reason: 'slow', progress };
      flow.waking.abort();
    },
    reach(place) {
      flow.reached = place;
    },
    miss() {
      flow.backlog.clear();
      flow.lost = { reason: 'expired', progress: { place: flow.reached } };
      flow.waking.abort();
    },
  };
}

async function* live(flow: Flow, reader: Reader, heartbeatMs: number): AsyncGenerator<string> {
  while (!flow.ended) {
    flow.waking = new AbortController();
    const { signal } = flow.waking;
    yield* pending(flow, reader);
    await waitOr(heartbeatMs, signal);
    // Nothing has come since the backlog was empty.
    if (!signal.aborted) yield markTime(reader, flow.reached);
  }
  yield told(reader, 'end', { reason: flow.ended });
}

/** What is to be sent now; it may stop before all of it is, when it has been woken. */
async function* pending(flow: Flow, reader: Reader): AsyncGenerator<string> {
  const { lost } = flow;
  flow.lost = undefined;
  if (lost) yield* beginAnew(reader, lost.reason, lost.progress);
  yield* introduce(reader);
  while (!flow.backlog.isEmpty() && !flow.lost && !flow.ended) yield await nextPiece(flow, reader);
}

async function nextPiece({ backlog }: Flow, reader: Reader): Promise<string> {
  let text = '';
  for (let count = 0; count < pieceMax; count += 1) {
    const taken = backlog.shift();
    if (!taken) break;
    text += await textOf(reader, taken);
  }
  return text;
}
