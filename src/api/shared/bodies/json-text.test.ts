import { describe, expect, it } from 'vitest';
import { bodyOf, jsonTexts, listBody } from './json-text.ts';

describe('a body of elements that are JSON already', () => {
  it('has each of them once and in order, however many there are', () => {
    for (const count of [0, 1, 63, 64, 65, 200]) {
      const items = Array.from({ length: count }, (_, index) => ({ index, text: 'é 𝄞' }));
      const texts = jsonTexts(items, (item) => JSON.stringify(item));
      const body = listBody({ total: count }, 'items', texts);
      expect(bodyOf(body)).toEqual({ total: count, _embedded: { items } });
    }
  });
});
