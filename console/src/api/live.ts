import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Ask, Query } from './ask.ts';
import type { Alarm, Alert, Collision, Position, Status, Trip } from './model.ts';
import { ProblemError, problemOf } from './problem.ts';

type Of = { vehicle: string; vin?: string };

/** What the live stream tells, by the name of the event (docs/live.md). */
export type LiveEvent =
  | ({ event: 'position'; position: Position } & Of)
  | ({ event: 'status'; status: Partial<Status> } & Of)
  | ({ event: 'trip'; trip: Trip; change: string } & Of)
  | ({ event: 'alert'; alert: Alert; change: string } & Of)
  | ({ event: 'alarm'; alarm: Alarm; change: string } & Of)
  | ({ event: 'collision'; collision: Collision; change: string } & Of)
  | ({ event: 'stolen'; change: string } & Of)
  | ({ event: 'gone' } & Of)
  | { event: 'reset' | 'end'; reason: string }
  | { event: 'ready' };

/** How the stream is: `live` once the past has been told. */
export type LiveState = 'connecting' | 'live' | 'broken' | 'refused';

type Listening = {
  query?: Query;
  signal: AbortSignal;
  onEvent(event: LiveEvent): void;
  onState(state: LiveState): void;
};

const backOffMs = [500, 1000, 2000, 5000, 10_000];
/** The server shows that it lives every 15 seconds at the latest. */
const silenceMs = 60_000;

/** Listens until `signal`; comes back by itself after what it has heard. `ask` is for `/live/v1`. */
export async function listenLive(ask: Ask, { signal, query, onEvent, onState }: Listening): Promise<void> {
  const seen: { id?: string; failures: number } = { failures: 0 };
  while (!signal.aborted) {
    onState('connecting');
    try {
      await readOnce(ask, { query, signal, seen, onEvent, onState });
    } catch (error) {
      if (signal.aborted) return;
      if (problemOf(error).isForbidden) return onState('refused');
    }
    if (signal.aborted) return;
    onState('broken');
    await pause(backOffMs[Math.min(seen.failures, backOffMs.length - 1)] ?? 0, signal);
    seen.failures += 1;
  }
}

type Reading = Omit<Listening, 'query'> & {
  query: Query | undefined;
  seen: { id?: string; failures: number };
};

async function readOnce(ask: Ask, { query, signal, seen, onEvent, onState }: Reading): Promise<void> {
  const headers: Record<string, string> = seen.id === undefined ? {} : { 'last-event-id': seen.id };
  const silence = new AbortController();
  const either = AbortSignal.any([signal, silence.signal]);
  const { body } = await ask.raw('/events', { query, headers, signal: either });
  if (!body) throw new ProblemError(0);
  const onMessage = ({ event, data, id }: EventSourceMessage) => {
    if (id !== undefined) seen.id = id;
    if (event === undefined) return;
    const told = { event, ...(JSON.parse(data) as object) } as LiveEvent;
    seen.failures = 0;
    if (told.event === 'ready') onState('live');
    onEvent(told);
  };
  // An id alone, as heartbeats have it, is no event for the parser; coming back a little earlier costs little.
  const parser = createParser({ onEvent: onMessage });
  await readAll(body, { feed: (text) => parser.feed(text), onSilence: () => silence.abort() });
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  { feed, onSilence }: { feed(text: string): void; onSilence(): void },
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let timer = setTimeout(onSilence, silenceMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(onSilence, silenceMs);
      feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(timer);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
