/** What one side of a comparison does; latencies in milliseconds. */
export type Figures = { perSecond: number; p50Ms: number; p99Ms: number };

/** What the budget asks, and whether it was met. */
export type Target = { text: string; isMet: boolean };

/** One line of the result: what was measured, against which floor, in which rounds. */
export type BenchLine = {
  name: string;
  what: string;
  product?: Figures;
  floor?: Figures;
  /** Throughput of the product divided by that of the floor. */
  ratio?: number;
  targets: Target[];
  /** Whether what was acknowledged is there, and the like. */
  checks: { text: string; isRight: boolean }[];
  rounds: { product: Figures[]; floor: Figures[] };
};

type Side = (round: number) => Promise<Figures>;

/**
 * Measures floor and product in turns, so that both meet the same machine; every other round the other way around, as
 * whoever comes second is warmer. Medians of the rounds.
 */
export async function alternate(
  rounds: number,
  sides: { floor: Side; product: Side },
): Promise<Required<Pick<BenchLine, 'product' | 'floor' | 'ratio' | 'rounds'>>> {
  const floor: Figures[] = [];
  const product: Figures[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const isFloorFirst = round % 2 === 1;
    if (isFloorFirst) floor.push(await sides.floor(round));
    product.push(await sides.product(round));
    if (!isFloorFirst) floor.push(await sides.floor(round));
  }
  const medians = { floor: medianOf(floor), product: medianOf(product) };
  const ratio = Math.round((medians.product.perSecond / medians.floor.perSecond) * 1000) / 1000;
  return { ...medians, ratio, rounds: { floor, product } };
}

export function atLeast(value: number, wanted: number, unit: string): Target {
  return { text: `≥ ${wanted.toLocaleString('en')}${unit}`, isMet: value >= wanted };
}

export function atMost(value: number, wanted: number, unit: string): Target {
  return { text: `≤ ${wanted.toLocaleString('en')}${unit}`, isMet: value <= wanted };
}

/** The middle of what the rounds measured. */
export function medianOf(rounds: Figures[]): Figures {
  const median = (key: keyof Figures) => {
    const sorted = rounds.map((figures) => figures[key]).sort((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    const middling = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
    return Math.round(middling * 100) / 100;
  };
  return { perSecond: Math.round(median('perSecond')), p50Ms: median('p50Ms'), p99Ms: median('p99Ms') };
}
