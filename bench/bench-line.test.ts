import { expect, it } from 'vitest';
import { alternate } from './bench-line.ts';

it('measures in turns, the first of which changes, and compares the medians', async () => {
  const order: string[] = [];
  const side = (name: string, figures: number[]) => (round: number) => {
    order.push(`${name} ${round}`);
    return Promise.resolve({ perSecond: figures[round - 1]!, p50Ms: 1, p99Ms: 2 });
  };
  const line = await alternate(3, {
    floor: side('floor', [100, 900, 110]),
    product: side('product', [40, 55, 70]),
  });
  expect(order).toEqual(['floor 1', 'product 1', 'product 2', 'floor 2', 'floor 3', 'product 3']);
  expect(line.floor.perSecond).toBe(110);
  expect(line.product.perSecond).toBe(55);
  expect(line.ratio).toBe(0.5);
});
