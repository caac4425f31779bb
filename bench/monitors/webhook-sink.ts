import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../child-process.ts';
import { Histogram } from '../load/histogram.ts';
import { dueHeader } from '../remotes/due-header.ts';

/** What a sink has seen since it was asked last. Times: milliseconds of the process' clock. */
export type SinkFigures = {
  requests: number;
  /** Requests that carry a signature. */
  signed: number;
  events: number;
  /** Last events of remote actions, and how many of them tell of success. */
  ended: number;
  succeeded: number;
  /** From the first to the last request. */
  seconds: number;
  /**
   * From the time of the report that caused an event to the event's arrival; of remote actions, from when it was due to
   * be asked for to the arrival of the last event.
   */
  p50Ms: number;
  p99Ms: number;
};

/** Takes webhooks in and says yes to each; `GET /` tells what came, and begins anew. */
async function startSink(): Promise<{ port: number }> {
  let seen = newCount();
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify(figuresOf(seen)));
      seen = newCount();
    } else take(seen, request, response);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port };
}

type Count = {
  requests: number;
  signed: number;
  events: number;
  ended: number;
  succeeded: number;
  firstAt: number;
  lastAt: number;
  ages: Histogram;
};

const newEnds = { ended: 0, succeeded: 0 };

function newCount(): Count {
  return { requests: 0, signed: 0, events: 0, ...newEnds, firstAt: 0, lastAt: 0, ages: new Histogram() };
}

function take(count: Count, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const now = Date.now();
    count.requests += 1;
    count.firstAt ||= now;
    count.lastAt = now;
    if (request.headers['webhook-signature']) count.signed += 1;
    const { events = [], remoteEvent } = JSON.parse(Buffer.concat(chunks).toString()) as Body;
    count.events += events.length;
    for (const { eventDate } of events) count.ages.record((now - Date.parse(eventDate)) * 1000);
    if (remoteEvent?.eventStatus.type === 'Done') {
      count.ended += 1;
      if (remoteEvent.eventStatus.status === 'Success') count.succeeded += 1;
      const due = Number(request.headers[dueHeader.toLowerCase()]);
      count.ages.record((performance.timeOrigin + performance.now() - due) * 1000);
    }
    response.end();
  });
}

type Body = {
  events?: { eventDate: string }[];
  remoteEvent?: { eventStatus: { type: string; status: string } };
};

function figuresOf({ firstAt, lastAt, ages, ...counts }: Count): SinkFigures {
  const { p50, p99 } = ages.summary();
  return { ...counts, seconds: (lastAt - firstAt) / 1000, p50Ms: p50, p99Ms: p99 };
}

answerParent(startSink);
