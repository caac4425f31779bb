import { setTimeout as sleep } from 'node:timers/promises';
import { startClosedLoop } from './closed-loop.ts';
import { checkLoadConfig, type LoadConfig, type LoadResult } from './load-config.ts';
import { Meter } from './meter.ts';
import { startOpenLoop } from './open-loop.ts';
import { VehicleConnection } from './vehicle-connection.ts';

const connectingAtOnce = 50;

/** Connects all vehicles, sends as the mode says, waits for what is unacknowledged. Runs in a process of its own. */
export async function runLoad(config: LoadConfig): Promise<LoadResult> {
  checkLoadConfig(config);
  const meter = new Meter();
  const connections = newConnections(config, meter);
  await openAll(connections);
  const failure = new Promise<never>((_, reject) => {
    for (const connection of connections) connection.onFailure = reject;
  });
  meter.measure(performance.now() + config.warmUpSeconds * 1000, config.seconds * 1000);
  try {
    await Promise.race([failure, sendAndDrain(config, connections, meter)]);
  } finally {
    for (const connection of connections) connection.close(performance.now());
  }
  return meter.result();
}

function newConnections(config: LoadConfig, meter: Meter): VehicleConnection[] {
  const { host, port } = config;
  const run = Date.now().toString(36).slice(-7).padStart(7, '0');
  return config.vehicles.map((vehicle, index) => {
    const name = run + index.toString(36).padStart(5, '0');
    return new VehicleConnection({ host, port, vehicle, name, start: index % 100, meter });
  });
}

async function openAll(connections: VehicleConnection[]): Promise<void> {
  for (let first = 0; first < connections.length; first += connectingAtOnce)
    await Promise.all(
      connections.slice(first, first + connectingAtOnce).map((connection) => connection.open()),
    );
}

async function sendAndDrain(
  config: LoadConfig,
  connections: VehicleConnection[],
  meter: Meter,
): Promise<void> {
  const giveUpUnsent = startSending(config, connections, meter);
  await sleep(meter.to - performance.now());
  const deadline = meter.to + config.drainSeconds * 1000;
  while (performance.now() < deadline && (performance.now() < meter.to || meter.acked < meter.sent))
    await sleep(10);
  giveUpUnsent();
}

function startSending({ mode }: LoadConfig, connections: VehicleConnection[], meter: Meter): () => void {
  if (mode.kind === 'open') return startOpenLoop(connections, mode.perSecond, meter);
  startClosedLoop(connections, mode.window, meter);
  return () => undefined;
}
