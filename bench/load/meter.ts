import { Histogram, type Summary } from './histogram.ts';

/** What all connections of a run count into. Times are milliseconds of `performance.now()`. */
export class Meter {
  sent = 0;
  acked = 0;
  from = 0;
  to = 0;
  #ackedMeasured = 0;
  readonly #latencies = new Histogram();

  measure(from: number, durationMs: number): void {
    this.from = from;
    this.to = from + durationMs;
  }

  /** A PUBACK at `now` for the message that was due at `due`. */
  ack(due: number, now: number): void {
    this.acked += 1;
    if (now >= this.from && now < this.to) this.#ackedMeasured += 1;
    this.#recordLatency(due, now);
  }

  /** A message that nobody acknowledged is as slow as the whole wait for it. */
  giveUp(due: number, now: number): void {
    this.#recordLatency(due, now);
  }

  result(): { seconds: number; sent: number; acked: number; perSecond: number; latencyMs: Summary } {
    const seconds = Math.round(this.to - this.from) / 1000;
    const perSecond = Math.round(this.#ackedMeasured / seconds);
    return { seconds, sent: this.sent, acked: this.acked, perSecond, latencyMs: this.#latencies.summary() };
  }

  #recordLatency(due: number, now: number): void {
    if (due >= this.from && due < this.to) this.#latencies.record((now - due) * 1000);
  }
}
