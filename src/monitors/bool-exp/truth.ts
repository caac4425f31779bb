import type { Expression } from './parse.ts';

/**
 * What an expression is for every assignment of its operands. Bit n of an assignment belongs to the operand
 * n, bit m of `table` to the assignment m. At most five operands fit.
 */
export type Truth = { operands: readonly string[]; table: number };

export const operandsMax = 5;

export function truthOf(expression: Expression): Truth {
  const operands = [...new Set(namesIn(expression))];
  let table = 0;
  for (let assignment = 0; assignment < 2 ** operands.length; assignment += 1)
    if (isTrueIn(expression, (name) => ((assignment >> operands.indexOf(name)) & 1) === 1))
      table |= 1 << assignment;
  return { operands, table: table >>> 0 };
}

export function isTautology({ operands, table }: Truth): boolean {
  return table === 2 ** (2 ** operands.length) - 1;
}

export function isContradiction({ table }: Truth): boolean {
  return table === 0;
}

function namesIn(expression: Expression): string[] {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind === '!') return namesIn(expression.of);
  return [...namesIn(expression.left), ...namesIn(expression.right)];
}

function isTrueIn(expression: Expression, isOn: (name: string) => boolean): boolean {
  if (expression.kind === 'name') return isOn(expression.name);
  if (expression.kind === '!') return !isTrueIn(expression.of, isOn);
  const { kind, left, right } = expression;
  return kind === '&'
    ? isTrueIn(left, isOn) && isTrueIn(right, isOn)
    : isTrueIn(left, isOn) || isTrueIn(right, isOn);
}

/**
 * Whether it is true whatever the operands are of which nothing is known. `known` and `on` have one bit for
 * each operand; what is not known is not on.
 */
export function isTrue({ operands, table }: Truth, known: number, on: number): boolean {
  const unknown = (2 ** operands.length - 1) & ~known;
  for (let guess = unknown; ; guess = (guess - 1) & unknown) {
    if (((table >>> (on | guess)) & 1) === 0) return false;
    if (guess === 0) return true;
  }
}
