import { Gauge, type Registry } from 'prom-client';
import { createLag } from './lib/thread/lag.ts';

type Thread = 'gateway' | 'deliveries';

/** Takes what threads tell of how late they are, each by its name. Those that tell nothing at all are not in the metrics. */
export function gaugeThreadLag(metrics: Registry): (thread: Thread) => (lagS: number) => void {
  const lags = new Map<Thread, ReturnType<typeof createLag>>();
  new Gauge({
    name: 'roadwire_thread_event_loop_lag_seconds',
    help: 'How long what is due in a thread waits for its turn, 99th percentile of the last seconds',
    labelNames: ['thread'],
    registers: [metrics],
    collect() {
      for (const [thread, lag] of lags) this.set({ thread }, lag.read());
    },
  });
  return (thread) => {
    const lag = createLag(() => performance.now());
    lags.set(thread, lag);
    return lag.tell;
  };
}
