import { describe, expect, it } from 'vitest';
import { sharedBuffersMb } from './memory.ts';

const gibibyte = 1024 ** 3;

describe('memory of the embedded PostgreSQL', () => {
  it.each([
    ['a single-board computer', 1 * gibibyte, 256],
    ['a server', 8 * gibibyte, 2048],
    ['a very small one', gibibyte / 4, 128],
    ['a large one', 64 * gibibyte, 4096],
  ])('is a quarter of %s, within bounds', (_, memory, expected) => {
    expect(sharedBuffersMb(memory)).toBe(expected);
  });
});
