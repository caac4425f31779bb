import type { Summary } from './histogram.ts';

export type Credentials = { vin: string; username: string; password: string };

/** Closed: a window of unacknowledged messages per connection. Open: a rate over all connections. */
export type LoadMode = { kind: 'closed'; window: number } | { kind: 'open'; perSecond: number };

export type LoadConfig = {
  /** A loopback address, nothing else. */
  host: string;
  port: number;
  /** One connection each. */
  vehicles: Credentials[];
  mode: LoadMode;
  warmUpSeconds: number;
  seconds: number;
  /** How long to wait for what is still unacknowledged at the end. */
  drainSeconds: number;
};

export type LoadResult = {
  /** Length of the measured part; the rest is warm-up and drain. */
  seconds: number;
  /** Messages of the whole run, warm-up and drain included: what the database must hold. */
  sent: number;
  acked: number;
  /** Acknowledgements that arrived in the measured part, by second. */
  perSecond: number;
  /** From the intended time of sending to the PUBACK, of messages due in the measured part. */
  latencyMs: Summary;
};

const bounds = { seconds: 600, vehicles: 20_000, ring: 1_000 };

/** Refuses what could do harm: hosts other than this one, endless runs. Throws `RangeError`. */
export function checkLoadConfig(config: LoadConfig): void {
  if (!isLoopback(config.host)) throw new RangeError(`${config.host}: load goes to loopback addresses only`);
  const total = config.warmUpSeconds + config.seconds + config.drainSeconds;
  if (!(total > 0 && total <= bounds.seconds))
    throw new RangeError(`a run takes at most ${bounds.seconds} s`);
  const count = config.vehicles.length;
  if (count < 1 || count > bounds.vehicles) throw new RangeError(`1 to ${bounds.vehicles} vehicles`);
  if (config.mode.kind === 'closed' && config.mode.window > bounds.ring)
    throw new RangeError(`a window of at most ${bounds.ring}`);
}

function isLoopback(host: string): boolean {
  return host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
