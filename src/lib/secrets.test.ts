import { expect, it } from 'vitest';
import { newPublicId } from './secrets.ts';

it('no public id is given twice, however many are asked for', () => {
  const ids = Array.from({ length: 2000 }, newPublicId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9a-f]{48}$/.test(id))).toBe(true);
});
