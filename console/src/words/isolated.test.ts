import { expect, it } from 'vitest';
import { isolated } from './isolated.ts';

it('a name that is written from right to left does not turn the sentence around it', () => {
  expect(isolated('e-208')).toBe('e-208');
  expect(isolated('סוסיתא')).toBe('\u2068סוסיתא\u2069');
  expect(isolated('\u202e802-e')).toBe('\u2068\u202e802-e\u2069');
});
