import { once } from 'node:events';
import { InvalidArgumentError } from 'commander';
import { systemClock } from '../lib/clock.ts';
import { command, wholeNumber } from './command.ts';
import { blockOf, lineOf } from './sink/show.ts';
import { startSink } from './sink/sink.ts';

type Options = {
  port: number;
  host: string;
  fail: number;
  delay: number;
  secret: string[];
  count?: number;
  json?: boolean;
};

const listen = command(
  'listen',
  'print the messages that come to this address, over HTTP or a websocket, until stopped',
  'webhook listen --port 9099 --secret whsec_… --fail 3',
)
  .option('--port <n>', 'where to listen; 0 picks a free one', wholeNumber(0, 65_535), 9099)
  .option('--host <address>', 'of which address of this machine', '127.0.0.1')
  .option('--fail <n>', 'answer 500 to the first so many attempts of each message', wholeNumber(0, 1000), 0)
  .option('--delay <span>', 'wait before each answer, such as 500ms or 20s', milliseconds, 0)
  .option('--secret <secret...>', 'of the callback: check signatures with it; with several, any is good', [])
  .option('--count <n>', 'stop by itself after so many messages', wholeNumber(1, 1_000_000_000))
  .option('--json', 'a line of JSON for each message')
  .action(async ({ port, host, fail: failures, delay: delayMs, secret, count, json }: Options) => {
    const print = (text: string) => void process.stdout.write(`${text}\n`);
    const enough = new AbortController();
    let arrived = 0;
    const checked = secret.map(checkedSecret);
    const sink = await startSink(
      { host, port, failures, delayMs, secrets: async () => checked, clock: systemClock },
      (arrival) => {
        print(json ? lineOf(arrival) : blockOf(arrival));
        arrived += 1;
        if (arrived === count) enough.abort();
      },
    );
    if (!json) print(`listening at ${sink.url} (websockets too); Ctrl-C stops it`);
    const asked = (['SIGINT', 'SIGTERM'] as const).map((signal) => once(process, signal, enough));
    await Promise.race(asked).catch((error: unknown) => {
      if (!enough.signal.aborted) throw error;
    });
    await sink.stop();
  });

/** `500ms`, `20s`, or a number of milliseconds. */
function milliseconds(given: string): number {
  const [, count, unit] = /^(\d{1,6})(ms|s)?$/.exec(given) ?? [];
  if (count === undefined) throw new InvalidArgumentError('Expected a span such as 500ms or 20s.');
  return Number(count) * (unit === 's' ? 1000 : 1);
}

function checkedSecret(secret: string): string {
  const isKnown = /^whsec_[A-Za-z\d+/]{16,}={0,2}$/.test(secret);
  if (!isKnown) throw new Error('--secret: expected what the callback was given, whsec_ and base64');
  return secret;
}

export const webhook = command(
  'webhook',
  'for developers of what receives events',
  'webhook listen',
).addCommand(listen);
