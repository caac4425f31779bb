import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.ts';

describe('histogram', () => {
  it('gives quantiles within 1/64 of the true value', () => {
    const histogram = new Histogram();
    for (let value = 1; value <= 1_000_000; value += 1) histogram.record(value);
    for (const quantile of [0.001, 0.5, 0.9, 0.99, 0.999]) {
      const measured = histogram.quantile(quantile);
      expect(measured).toBeGreaterThanOrEqual(quantile * 1_000_000);
      expect(measured).toBeLessThanOrEqual(quantile * 1_000_000 * (1 + 1 / 64) + 1);
    }
    expect(histogram.summary().max).toBe(1000);
  });

  it('holds what is out of range in its last bucket and is zero when empty', () => {
    const histogram = new Histogram();
    expect(histogram.summary()).toEqual({ p50: 0, p90: 0, p99: 0, max: 0 });
    histogram.record(-5);
    histogram.record(2 ** 40);
    expect(histogram.quantile(0.5)).toBe(0);
    expect(histogram.quantile(1)).toBe(2 ** 31 - 1);
  });
});
