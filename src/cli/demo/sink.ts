import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { briefOf } from '../sink/show.ts';
import { type Sink, startSink } from '../sink/sink.ts';

const host = '127.0.0.1';

/** Lets callbacks lead to the demo itself, unless the settings say something else. */
export function allowOwnSink(environment: NodeJS.ProcessEnv): void {
  environment.ROADWIRE_WEBHOOK_ALLOW_PRIVATE ??= host;
}

type Options = {
  knownUrl: string | undefined;
  databaseUrl: string;
  clock: Clock;
  log: Log;
  print(text: string): void;
};

/**
 * Prints the events that callbacks of the demo send to it. It is where it was at the start before, as far as its
 * port is free: monitors of then go on.
 */
export async function startDemoSink({ knownUrl, databaseUrl, clock, log, print }: Options): Promise<Sink> {
  const database = openDatabase({ url: databaseUrl, size: 1, log });
  const open = (port: number) => {
    const secrets = () => secretsOf(database);
    const options = { host, port, failures: 0, delayMs: 0, secrets, clock };
    return startSink(options, (arrival) => print(briefOf(arrival)));
  };
  const knownPort = knownUrl === undefined ? 0 : Number(new URL(knownUrl).port);
  const sink = await open(knownPort).catch(() => open(0));
  return {
    url: sink.url,
    async stop() {
      await sink.stop();
      await database.stop();
    },
  };
}

/** That may have signed what comes: those of all callbacks of the demo. */
async function secretsOf({ query }: Database): Promise<string[]> {
  const rows = await query.selectFrom('callbacks').select('secret').limit(1000).execute();
  return rows.map(({ secret }) => secret);
}
