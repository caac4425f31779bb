import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { answerParent } from './child-process.ts';
import { Histogram } from './load/histogram.ts';
import type { PageReader, PagesConfig, PagesResult } from './read-pages.ts';

/** What all readers of a run count into. Times are milliseconds of `performance.now()`. */
type Count = { from: number; to: number; pages: number; bytes: number; failed: number; latencies: Histogram };

async function readPages({ readers, everyMs, warmUpSeconds, seconds }: PagesConfig): Promise<PagesResult> {
  for (const url of readers.flatMap(({ urls }) => urls))
    if (new URL(url).hostname !== '127.0.0.1') throw new RangeError(`${url}: reads go to 127.0.0.1 only`);
  const agent = new Agent({ keepAlive: true, maxSockets: readers.length });
  const from = performance.now() + warmUpSeconds * 1000;
  const to = from + seconds * 1000;
  const count: Count = { from, to, pages: 0, bytes: 0, failed: 0, latencies: new Histogram() };
  await Promise.all(
    readers.map((reader, index) => {
      const pace = { everyMs, due: performance.now() + (everyMs * index) / readers.length };
      return readOnAndOn(reader, { agent, pace }, count);
    }),
  );
  agent.destroy();
  const { p50, p99, max } = count.latencies.summary();
  return {
    perSecond: Math.round((count.pages / seconds) * 10) / 10,
    latencyMs: { p50, p99, max },
    bytesPerPage: Math.round(count.bytes / Math.max(1, count.pages)),
    failed: count.failed,
  };
}

type Pace = { everyMs: number; due: number };

/** One page after the other, each when it is due and the one before is there. */
async function readOnAndOn(
  { urls, headers, follows }: PageReader,
  { agent, pace }: { agent: Agent; pace: Pace },
  count: Count,
): Promise<void> {
  for (let turn = 0; performance.now() < count.to; turn += 1) {
    let url = urls[turn % urls.length];
    while (url !== undefined && performance.now() < count.to) {
      const page = await readPage(new URL(url), { agent, headers, begun: await turnOf(pace) }, count);
      url = follows ? nextOf(page) : undefined;
    }
  }
}

async function readPage(
  url: URL,
  { begun, ...options }: { agent: Agent; headers: Record<string, string>; begun: number },
  count: Count,
): Promise<Buffer> {
  const { status, body } = await get(url, options);
  const now = performance.now();
  if (begun >= count.from && begun < count.to) {
    count.latencies.record((now - begun) * 1000);
    count.pages += 1;
    count.bytes += body.length;
  }
  if (status !== 200) count.failed += 1;
  return body;
}

/** Waits until a request is due and gives that time; without a pace it is due at once. */
async function turnOf(pace: Pace): Promise<number> {
  const now = performance.now();
  if (pace.everyMs === 0) return now;
  const { due } = pace;
  pace.due += pace.everyMs;
  if (due > now) await delay(due - now);
  return due;
}

function get(url: URL, options: { agent: Agent; headers: Record<string, string> }) {
  return new Promise<{ status: number | undefined; body: Buffer }>((resolve, reject) => {
    const asked = request(url, options, (response: IncomingMessage) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts) }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** The `next` link of a page, which stands before the elements. */
function nextOf(page: Buffer): string | undefined {
  const head = page.toString('latin1', 0, 8192);
  return /"next":\{"href":"([^"]+)"/.exec(head)?.[1];
}

answerParent(readPages);
