import { Counter, Gauge, type Registry } from 'prom-client';
import { gather } from '../../lib/gather.ts';
import { answeredWithin } from '../../lib/wait.ts';
import type { Verdict } from '../retry/schedule.ts';

/** So many notifications were delivered, are to be retried, or were given up. */
export type Count = (channel: string, what: Verdict['kind'], notifications: number) => void;

/** How deliveries stand at a moment. */
export type Standing = {
  /** How many wait; nobody counts beyond 100,000. */
  waiting: number;
  /** Seconds since the oldest that waits was raised, of callbacks that are told something. */
  oldestS: number;
  /** Requests under way. */
  open: number;
};

/** Whoever reads the metrics has most of them at once: a database that says nothing at all is waited for that long. */
const patienceMs = 2_000;

/** `ask` is called when the metrics are read. */
export function createDeliveryMetrics(register: Registry, ask: () => Promise<Standing>): Count {
  // All gauges are read at once, and of one answer.
  const standing = gather<void, Standing>(gauges, async (asked) => {
    const answer = await answeredWithin(patienceMs, ask());
    return asked.map(() => answer);
  });
  const registers = [register];
  const counters = {
    delivered: new Counter({
      name: 'roadwire_notifications_delivered_total',
      help: 'Notifications that were delivered',
      labelNames: ['channel'],
      registers,
    }),
    retry: new Counter({
      name: 'roadwire_notifications_failed_total',
      help: 'Notifications in attempts that failed and are made again',
      labelNames: ['channel'],
      registers,
    }),
    deleted: new Counter({
      name: 'roadwire_notifications_deleted_total',
      help: 'Notifications that were given up',
      labelNames: ['channel'],
      registers,
    }),
  };
  gauge(register, {
    name: 'roadwire_notifications_waiting',
    help: 'Notifications that wait, up to 100,000',
    read: async () => (await standing()).waiting,
  });
  gauge(register, {
    name: 'roadwire_notifications_oldest_seconds',
    help: 'Age of the oldest notification that waits for a callback that runs',
    read: async () => (await standing()).oldestS,
  });
  gauge(register, {
    name: 'roadwire_deliveries_open',
    help: 'Callbacks that are being told something',
    read: async () => (await standing()).open,
  });
  return (channel, what, notifications) => counters[what].inc({ channel }, notifications);
}

const gauges = 3;

type Read = { name: string; help: string; read(): Promise<number> };

function gauge(register: Registry, { name, help, read }: Read): void {
  new Gauge({
    name,
    help,
    registers: [register],
    async collect() {
      // Without the database there is nothing to tell, and the other metrics are told all the same.
      this.set(await answeredWithin(patienceMs, read()).catch(() => Number.NaN));
    },
  });
}
