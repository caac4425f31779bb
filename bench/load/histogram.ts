/** Milliseconds. */
export type Summary = { p50: number; p90: number; p99: number; max: number };

const subBuckets = 64;
const largest = 2 ** 31 - 1;

/** Counts of microseconds in fixed buckets, each at most 1/64 of its value wide (as HDR histograms do). */
export class Histogram {
  readonly #counts = new Float64Array(26 * subBuckets);
  #total = 0;
  #max = 0;

  record(microseconds: number): void {
    const value = Math.min(Math.max(Math.round(microseconds), 0), largest);
    const index = indexOf(value);
    this.#counts[index] = this.#counts[index]! + 1;
    this.#total += 1;
    if (value > this.#max) this.#max = value;
  }

  /** The value, in microseconds, that the share `quantile` of all does not exceed; 0 when empty. */
  quantile(quantile: number): number {
    const wanted = Math.ceil(quantile * this.#total);
    let seen = 0;
    for (let index = 0; index < this.#counts.length; index += 1) {
      seen += this.#counts[index]!;
      if (seen >= wanted) return Math.min(greatestOf(index), this.#max);
    }
    return this.#max;
  }

  summary(): Summary {
    const ms = (microseconds: number) => Math.round(microseconds / 10) / 100;
    return {
      p50: ms(this.quantile(0.5)),
      p90: ms(this.quantile(0.9)),
      p99: ms(this.quantile(0.99)),
      max: ms(this.#max),
    };
  }
}

function indexOf(value: number): number {
  const shift = Math.max(25 - Math.clz32(value), 0);
  return shift * subBuckets + (value >>> shift);
}

/** The greatest value that falls into this bucket. */
function greatestOf(index: number): number {
  const shift = Math.max(Math.floor(index / subBuckets) - 1, 0);
  return (index - shift * subBuckets + 1) * 2 ** shift - 1;
}
