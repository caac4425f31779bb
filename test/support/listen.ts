import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { Body } from './cloud.ts';
import { eventually } from './eventually.ts';

export type SentEvent = { id: string; event: string; data: Body };

/** A reader of server-sent events. */
export type Reader = {
  status: number;
  /** The body of an answer that is no stream. */
  body(): Promise<{ code: number }>;
  /** Everything so far, in order. */
  events: readonly SentEvent[];
  /** The newest id that was told, also without an event. */
  lastId(): string;
  heartbeats(): number;
  /** Resolves with the first event that fits, among those that came and those to come. */
  until(what: string, fits: (event: SentEvent) => boolean): Promise<SentEvent>;
  /** Resolves when the other side has ended the stream properly. */
  ended(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Breaks off. */
  leave(): void;
};

export type Listening = { headers: Record<string, string>; lastEventId?: string; tls?: RequestOptions };

/** Opens a stream and reads it, unless it is paused. */
export async function listen(url: string, { headers, lastEventId, tls = {} }: Listening): Promise<Reader> {
  const resume = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = url.startsWith('https:') ? httpsRequest : httpRequest;
    request(url, { ...tls, headers: { ...headers, ...resume }, agent: false }, resolve)
      .on('error', reject)
      .end();
  });
  const events: SentEvent[] = [];
  let [text, whole, lastId, heartbeats, hasEnded] = ['', '', '', 0, false];
  const take = ({ id, event, data, retry }: Partial<Record<string, string>>) => {
    lastId = id ?? lastId;
    if (data !== undefined) events.push({ id: lastId, event: event ?? 'message', data: JSON.parse(data) });
    else if (retry === undefined) heartbeats += 1;
  };
  response.setEncoding('utf8');
  response.on('data', (piece: string) => {
    whole += response.statusCode === 200 ? '' : piece;
    const frames = (text + piece).split('\n\n');
    text = frames.pop() ?? '';
    for (const one of frames) take(Object.fromEntries(one.split('\n').map(fieldOf)));
  });
  response.on('end', () => {
    hasEnded = true;
  });
  response.on('error', () => undefined);
  return {
    status: response.statusCode ?? 0,
    events,
    lastId: () => lastId,
    heartbeats: () => heartbeats,
    until: (what, fits) => eventually(what, () => events.find(fits)),
    async ended() {
      await eventually('the stream to end', () => hasEnded);
    },
    async body() {
      await eventually('the answer to end', () => hasEnded);
      return JSON.parse(whole);
    },
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    leave: () => void response.destroy(),
  };
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
}
