import { Counter, Gauge, type Registry } from 'prom-client';
import type { Verdict } from '../retry/schedule.ts';

export type DeliveryMetrics = {
  /** So many notifications were delivered, are to be retried, or were given up. */
  count(channel: string, what: Verdict['kind'], notifications: number): void;
};

type Ports = {
  /** How many wait; nobody counts beyond 100,000. */
  waiting(): Promise<number>;
  /** Seconds since the oldest that waits was raised. */
  oldestS(): number;
  /** Requests under way. */
  open(): number;
};

export function createDeliveryMetrics(register: Registry, ports: Ports): DeliveryMetrics {
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
    read: ports.waiting,
  });
  gauge(register, {
    name: 'roadwire_notifications_oldest_seconds',
    help: 'Age of the oldest notification that waits',
    read: ports.oldestS,
  });
  gauge(register, {
    name: 'roadwire_deliveries_open',
    help: 'Callbacks that are being told something',
    read: ports.open,
  });
  return {
    count: (channel, what, notifications) => counters[what].inc({ channel }, notifications),
  };
}

type Read = { name: string; help: string; read(): number | Promise<number> };

function gauge(register: Registry, { name, help, read }: Read): void {
  new Gauge({
    name,
    help,
    registers: [register],
    async collect() {
      // Without the database there is nothing to tell, and the other metrics are told all the same.
      this.set(await Promise.resolve(read()).catch(() => Number.NaN));
    },
  });
}
