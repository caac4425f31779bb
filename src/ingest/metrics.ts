import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Refuse } from '../unify/clean.ts';
import type { Batch } from './batch.ts';

export type IngestMetrics = {
  batchSeconds: Histogram;
  failures: Counter;
  /** Counts a field that was left out. */
  refuse: Refuse;
  /** Counts what a batch did. */
  count(batch: Batch, messages: number): void;
};

/** What taking in shows of itself at /metrics. */
export function createIngestMetrics(registry: Registry, queued: () => number): IngestMetrics {
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `roadwire_${name}`, help, labelNames, registers });
  const messages = counter('messages_total', 'Messages committed');
  const reports = counter('reports_total', 'Reports committed', ['source']);
  const duplicates = counter('duplicates_total', 'Messages and reports that were there already');
  const deadLetters = counter('dead_letters_total', 'Messages that could not be read');
  const refused = counter('fields_refused_total', 'Fields left out of reports', ['field', 'reason']);
  const messagesPerBatch = new Histogram({
    name: 'roadwire_batch_messages',
    help: 'Messages in a transaction',
    buckets: [1, 10, 50, 100, 500, 1000, 2000],
    registers,
  });
  new Gauge({
    name: 'roadwire_queue_messages',
    help: 'Messages waiting for a transaction',
    registers,
    collect() {
      this.set(queued());
    },
  });
  return {
    batchSeconds: new Histogram({
      name: 'roadwire_batch_seconds',
      help: 'Time from taking a batch to its acknowledgement',
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    failures: counter('batch_failures_total', 'Transactions that failed and were tried again'),
    refuse: (field, reason) => refused.inc({ field, reason }),
    count(batch, messageCount) {
      messages.inc(messageCount);
      messagesPerBatch.observe(messageCount);
      for (const [source, count] of bySource(batch)) reports.inc({ source }, count);
      if (batch.duplicates > 0) duplicates.inc(batch.duplicates);
      if (batch.deadLetters.length > 0) deadLetters.inc(batch.deadLetters.length);
    },
  };
}

function bySource({ history }: Batch): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { report } of history) counts.set(report.source, (counts.get(report.source) ?? 0) + 1);
  return counts;
}
