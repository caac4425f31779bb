import { ConfigError, readConfig } from './config.ts';
import { type Fleet, runFleet } from './fleet.ts';

/** A message of the parent: `happening` is JSON as it came. The answer has the same id, and the outcome. */
export type HappeningAsked = { id: number; vin: string; happening: unknown };

/** How often the counts are told, if the number of connections has changed. */
const tellMs = 60_000;

function tell(line: string): void {
  process.stdout.write(`simulator: ${line}\n`);
}

/** Tells how many are connected, each time that it is a different number. */
function tellCounts(fleet: Fleet, vehicles: number): NodeJS.Timeout {
  let told = -1;
  return setInterval(() => {
    const { connected, sent, acknowledged, dropped } = fleet.counts();
    if (connected === told) return;
    told = connected;
    tell(
      `${connected} of ${vehicles} connected, ${sent} sent, ${acknowledged} acknowledged, ${dropped} dropped`,
    );
  }, tellMs);
}

/** Tells the parent once that every vehicle lives in the present. */
function tellPresent(fleet: Fleet, vehicles: number): NodeJS.Timeout {
  const looking = setInterval(() => {
    if (fleet.counts().present < vehicles) return;
    clearInterval(looking);
    process.send?.({ isPresent: true });
  }, 200);
  return looking;
}

async function main(path: string | undefined): Promise<void> {
  if (path === undefined) throw new ConfigError('usage: simulator CONFIGURATION.json');
  const config = await readConfig(path);
  const fleet = runFleet(config, { log: tell });
  tell(`${config.vehicles.length} vehicles begin`);
  const counting = tellCounts(fleet, config.vehicles.length);
  const looking = tellPresent(fleet, config.vehicles.length);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    clearInterval(counting);
    clearInterval(looking);
    fleet.stop().then(() => process.exit(0), fail);
  };
  process.on('message', (asked) => {
    const { id, vin, happening } = asked as HappeningAsked;
    process.send?.({ id, ...fleet.happen(vin, happening) });
  });
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The parent is gone: nobody is left to watch.
  process.on('disconnect', stop);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
}

main(process.argv[2]).catch(fail);
