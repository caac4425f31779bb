import { isName, type Token, tokenise } from './tokenise.ts';

export type Expression =
  | { kind: 'name'; name: string }
  | { kind: '!'; of: Expression }
  | { kind: '&' | '|'; left: Expression; right: Expression };

export const lengthMax = 500;
const depthMax = 50;

/** Why a text is no expression; `at` is the place in it, from 0. */
export type Unparsed = { problem: string; at: number };

/**
 * `!` binds more tightly than `&`, that more than `|`; equals are taken from the left. Names have to be
 * among those given.
 */
export function parse(text: string, names: readonly string[]): { expression: Expression } | Unparsed {
  if (text.length > lengthMax) return { problem: `at most ${lengthMax} characters`, at: lengthMax };
  const tokens = tokenise(text);
  const end = { text: '', at: text.length };
  const reader: Reader = { next: 0, depth: 0, names, tokenAt: (index) => tokens[index] ?? end };
  const expression = readChain(reader, '|');
  if (expression && reader.next < tokens.length) fail(reader, 'an operator or the end');
  if (reader.unparsed || !expression) return reader.unparsed ?? { problem: 'an expression', at: 0 };
  return { expression };
}

type Reader = {
  next: number;
  depth: number;
  readonly names: readonly string[];
  tokenAt(index: number): Token;
  /** The first problem: nothing after it is of interest. */
  unparsed?: Unparsed;
};

const peek = ({ next, tokenAt }: Reader) => tokenAt(next);

function fail(reader: Reader, problem: string): undefined {
  reader.unparsed ??= { problem, at: peek(reader).at };
  return undefined;
}

/** Operands with one operator between them; those of `|` are chains of `&`. */
function readChain(reader: Reader, operator: '&' | '|'): Expression | undefined {
  const readOperand = () => (operator === '|' ? readChain(reader, '&') : readFactor(reader));
  let left = readOperand();
  while (left && peek(reader).text === operator) {
    reader.next += 1;
    const right = readOperand();
    left = right && { kind: operator, left, right };
  }
  return left;
}

function readFactor(reader: Reader): Expression | undefined {
  const { text } = peek(reader);
  if (text === '!') return nested(reader, () => negated(readFactor(reader)));
  if (text === '(') return nested(reader, () => closed(reader, readChain(reader, '|')));
  return readName(reader);
}

function nested(reader: Reader, read: () => Expression | undefined): Expression | undefined {
  if (reader.depth >= depthMax) return fail(reader, `at most ${depthMax} levels`);
  reader.next += 1;
  reader.depth += 1;
  const inner = read();
  reader.depth -= 1;
  return inner;
}

const negated = (of: Expression | undefined): Expression | undefined => of && { kind: '!', of };

function closed(reader: Reader, inner: Expression | undefined): Expression | undefined {
  if (inner && peek(reader).text !== ')') return fail(reader, 'an operator or )');
  reader.next += 1;
  return inner;
}

function readName(reader: Reader): Expression | undefined {
  const token = peek(reader);
  if (!isName(token)) return fail(reader, 'the name of a trigger, ! or (');
  if (!reader.names.includes(token.text)) return fail(reader, expectedNames(reader));
  reader.next += 1;
  return { kind: 'name', name: token.text };
}

const expectedNames = ({ names }: Reader) =>
  names.length > 0 ? `one of ${names.join(', ')}` : 'the name of a trigger';
