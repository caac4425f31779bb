import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errors } from './errors.ts';

const told = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

describe('the table of errors', () => {
  it.each(Object.entries(errors))('has %s in docs/errors.md, with its code and status', (name, [code]) => {
    const row = new RegExp(`\\| \`${name}\` +\\| ${code} +\\| ${Math.floor(code / 100)} `);
    expect(row.test(told)).toBe(true);
  });

  it('has each code once, and none of them is no code of an error', () => {
    const codes = Object.values(errors).map(([code]) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect([4, 5]).toContain(Math.floor(code / 10_000));
  });
});
