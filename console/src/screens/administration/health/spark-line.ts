export type Box = { width: number; height: number };

/** The points of a line through values, from zero at the bottom to the most at the top; one value is a level line. */
export function sparkPoints(values: readonly number[], { width, height }: Box): string {
  const most = Math.max(...values, 0);
  const yOf = (value: number) => (most === 0 ? height : height - (value / most) * height);
  const shown = values.length === 1 ? [...values, ...values] : values;
  const step = width / Math.max(shown.length - 1, 1);
  return shown.map((value, index) => `${rounded(index * step)},${rounded(yOf(value))}`).join(' ');
}

const rounded = (value: number) => Math.round(value * 10) / 10;
