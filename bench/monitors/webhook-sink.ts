import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../child-process.ts';
import { Histogram } from '../load/histogram.ts';

/** What a sink has seen since it was asked last. Times: milliseconds of the process' clock. */
export type SinkFigures = {
  requests: number;
  /** Requests that carry a signature. */
  signed: number;
  events: number;
  /** From the first to the last request. */
  seconds: number;
  /** From the time of the report that caused an event to the event's arrival. */
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
  firstAt: number;
  lastAt: number;
  ages: Histogram;
};

function newCount(): Count {
  return { requests: 0, signed: 0, events: 0, firstAt: 0, lastAt: 0, ages: new Histogram() };
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
    const { events = [] } = JSON.parse(Buffer.concat(chunks).toString()) as {
      events?: { eventDate: string }[];
    };
    count.events += events.length;
    for (const { eventDate } of events) count.ages.record((now - Date.parse(eventDate)) * 1000);
    response.end();
  });
}

function figuresOf({ requests, signed, events, firstAt, lastAt, ages }: Count): SinkFigures {
  const { p50, p99 } = ages.summary();
  return { requests, signed, events, seconds: (lastAt - firstAt) / 1000, p50Ms: p50, p99Ms: p99 };
}

answerParent(startSink);
