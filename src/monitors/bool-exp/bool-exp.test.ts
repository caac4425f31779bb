import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expression, parse } from './parse.ts';
import { isContradiction, isTautology, isTrue, truthOf } from './truth.ts';

const names = ['a', 'b2', 'c.3', 'd-4', 'e_5'];

/** JavaScript reads the same grammar, with the operators of the same precedence. */
function oracle(text: string, values: readonly boolean[]): boolean {
  const script = text
    .replace(/[a-z][\w.-]*/g, (name) => `v[${names.indexOf(name)}]`)
    .replaceAll('&', '&&')
    .replaceAll('|', '||');
  return new Function('v', `return ${script};`)(values) as boolean;
}

const { expression: anyExpression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...names),
    tie('expression').map(
      (inner) => `!${inner.includes(' ') && !inner.startsWith('(') ? `(${inner})` : inner}`,
    ),
    tie('expression').map((inner) => `(${inner})`),
    fc.tuple(tie('expression'), fc.constantFrom('&', '|'), tie('expression')).map((parts) => parts.join(' ')),
  ),
}));
const anyText = anyExpression.filter(({ length }) => length <= 500);

function parsed(text: string): Expression {
  const result = parse(text, names);
  if ('problem' in result) throw new Error(`${text}: ${result.problem}`);
  return result.expression;
}

/** The bits of some operands out of the values of all names. */
const bitsOf = (operands: readonly string[], values: readonly boolean[]) =>
  operands.reduce((bits, name, index) => bits | (Number(values[names.indexOf(name)]) << index), 0);

describe('an expression', () => {
  it('is for every assignment what JavaScript makes of it', () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (text, values) => {
        const truth = truthOf(parsed(text));
        const all = 2 ** truth.operands.length - 1;
        expect(isTrue(truth, all, bitsOf(truth.operands, values))).toBe(oracle(text, values));
      }),
    );
  });

  it('is true of what is partly known where it is whatever the rest may be', () => {
    const flags = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(anyText, flags, flags, (text, values, known) => {
        const truth = truthOf(parsed(text));
        const guesses = Array.from({ length: 32 }, (_, guess) =>
          values.map((value, index) => (known[index] ? value : ((guess >> index) & 1) === 1)),
        );
        const expected = guesses.every((guess) => oracle(text, guess));
        const knownBits = bitsOf(truth.operands, known);
        expect(isTrue(truth, knownBits, bitsOf(truth.operands, values) & knownBits)).toBe(expected);
      }),
    );
  });

  it('takes ! before & before |, and equals from the left', () => {
    expect(parsed('a | !b2 & c.3 & a')).toEqual(parsed('a | (((!b2) & c.3) & a)'));
    expect(parsed('a&b2|c.3')).toEqual(parsed('(a & b2) | c.3'));
  });

  it('is told from one that is always true or never', () => {
    const truth = (text: string) => truthOf(parsed(text));
    expect(isTautology(truth('a | !a'))).toBe(true);
    expect(isContradiction(truth('a & !a'))).toBe(true);
    expect([isTautology, isContradiction].some((is) => is(truth('a & (b2 | !b2)')))).toBe(false);
    expect(isTautology(truth('(a | b2 | c.3 | d-4 | e_5) | !a'))).toBe(true);
  });

  it.each([
    ['', 'the name of a trigger, ! or (', 0],
    ['a &', 'the name of a trigger, ! or (', 3],
    ['a b2', 'an operator or the end', 2],
    ['(a | b2', 'an operator or )', 7],
    ['a)', 'an operator or the end', 1],
    ['a && b2', 'the name of a trigger, ! or (', 3],
    ['a & t', 'one of a, b2, c.3, d-4, e_5', 4],
    [`${'('.repeat(60)}a${')'.repeat(60)}`, 'at most 50 levels', 50],
    ['!'.repeat(500), 'at most 50 levels', 50],
    ['a|'.repeat(300), 'at most 500 characters', 500],
  ])('is refused with the place: %s', (text, problem, at) => {
    expect(parse(text, names)).toEqual({ problem, at });
  });

  it('never makes the parser throw', () => {
    const bits = fc.constantFrom('a', 'b2', 'x', '(', ')', '!', '&', '|', ' ', '1', '.', 'é', '\n');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(bits, { maxLength: 80 }).map((all) => all.join('')),
          fc.string(),
        ),
        (text) => {
          const result = parse(text, names);
          if ('expression' in result) truthOf(result.expression);
          else expect(result.at).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
