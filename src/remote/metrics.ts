import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { RemoteStep, RemoteType } from '../model/remote.ts';

/** An action that is done now, and how long that took. */
export type Ended = { type: RemoteType; step: RemoteStep; tookMs: number };

export type RemoteMetrics = { count(ended: readonly Ended[]): void };

/** What remote actions show of themselves at /metrics. `pending`: how many are under way, by what is waited for. */
export function createRemoteMetrics(
  registry: Registry,
  pending: () => Readonly<Record<'waking' | 'sent', number>>,
): RemoteMetrics {
  const registers = [registry];
  const total = new Counter({
    name: 'roadwire_remote_actions_total',
    help: 'Remote actions that are done, by how they ended',
    labelNames: ['type', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'roadwire_remote_action_seconds',
    help: 'Time from asking for a remote action to its end',
    labelNames: ['type'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    registers,
  });
  new Gauge({
    name: 'roadwire_remote_actions_pending',
    help: 'Remote actions under way: vehicles that are being woken, and commands without an answer',
    labelNames: ['phase'],
    registers,
    collect() {
      for (const [phase, count] of Object.entries(pending())) this.set({ phase }, count);
    },
  });
  return {
    count(ended) {
      for (const { type, step, tookMs } of ended) {
        total.inc({ type, outcome: step.failureCause ?? step.status });
        seconds.observe({ type }, tookMs / 1000);
      }
    },
  };
}
