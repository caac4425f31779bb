import { randomInt } from 'node:crypto';

/** How rows are told: each has a value in JSON, and something else, `Given`, that is told with it. */
export type Telling<Given> = {
  /** What is told. It may leave numbers of the value out, move them and divide them by 1000, but not look at them. */
  tell(value: unknown, given: Given): object;
  /** The strings in which what is given is told; JSON has them as they are. */
  stringsOf(given: Given): readonly string[];
  /** Something given of which the strings are in nothing else that is told. */
  marked: Given;
};

/** JSON that differs in its numbers alone: what it looks like, and what is told of it, a text with blanks. */
type Form = { pattern: RegExp; pieces: readonly string[]; blanks: readonly Blank[] };

/** What is filled in: what the pattern found there, as it is or a thousandth of it, or one of the strings. */
type Blank = { kind: 'number' | 'thousandth' | 'string'; index: number };

/** Only the forms that came last are remembered. */
const formsMax = 64;

/** In characters: of what is longer no form is made. */
const formLengthMax = 10_000;

/**
 * Tells rows as JSON, as `tell` does by itself, but at a fraction of the cost where their values differ in little
 * else than their numbers: what is told is made once for each form, the second time it is seen, and filled in.
 */
export function createForms<Given>(telling: Telling<Given>) {
  const forms: Form[] = [];
  const seen = new Set<string>();

  /** What is told by one of the forms; undefined where it is none of them. */
  function filledIn(json: string, given: Given): string | undefined {
    for (const [index, form] of forms.entries()) {
      const numbers = form.pattern.exec(json);
      if (!numbers) continue;
      // The next is most likely like this one.
      if (index > 0) forms.unshift(...forms.splice(index, 1));
      return fill(form, numbers, telling.stringsOf(given));
    }
    return undefined;
  }

  function learn(json: string): void {
    const pieces = piecesAround(json);
    const form = pieces.join('#');
    if (seen.has(form)) {
      forms.unshift(formOf(pieces, telling));
      forms.splice(formsMax);
    }
    seen.add(form);
  }

  return (json: string, given: Given): string => {
    const text = filledIn(json, given);
    if (text !== undefined) return text;
    if (json.length <= formLengthMax) learn(json);
    return JSON.stringify(telling.tell(JSON.parse(json), given));
  };
}

function fill({ pieces, blanks }: Form, numbers: RegExpExecArray, strings: readonly string[]): string {
  let text = pieces[0] as string;
  for (let at = 0; at < blanks.length; at += 1) {
    const { kind, index } = blanks[at] as Blank;
    if (kind === 'string') text += strings[index];
    else text += kind === 'number' ? numbers[index] : Number(numbers[index]) / 1000;
    text += pieces[at + 1];
  }
  return text;
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** What is between the numbers of some JSON, before the first and behind the last. */
function piecesAround(json: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: found, index } of json.matchAll(stringOrNumber)) {
    if (found.startsWith('"')) continue;
    pieces.push(json.slice(from, index));
    from = index + found.length;
  }
  return [...pieces, json.slice(from)];
}

/** Marks of numbers begin with digits that nothing else can begin with, as nobody can know them. */
const secret = randomInt(1e8, 9e8);

/** Stands for a number of a value: 16 digits, of a thousandth 13. */
const numberMark = (index: number) => secret * 1e7 + index * 1e3;

/** The form of the JSON that has these pieces around its numbers. */
function formOf<Given>(around: readonly string[], { tell, stringsOf, marked }: Telling<Given>): Form {
  const json = around.reduce((before, piece, index) => `${before}${numberMark(index - 1)}${piece}`);
  const told = cutAtMarks(JSON.stringify(tell(JSON.parse(json), marked)), stringsOf(marked));
  const { pattern, groups } = patternOf(around, told);
  const form = { pattern, pieces: [told.pieces[0] as string], blanks: [] as Blank[] };
  for (const [at, { kind, index }] of told.blanks.entries()) {
    const group = kind === 'string' ? index : groups[index];
    const piece = told.pieces[at + 1] as string;
    // A number that is found together with the one before.
    if (group === undefined) form.pieces[form.pieces.length - 1] = piece;
    else {
      form.blanks.push({ kind, index: group });
      form.pieces.push(piece);
    }
  }
  return form;
}

/** What is told with marks, as pieces and the blanks between them; `index` counts numbers and strings. */
type Told = { pieces: readonly string[]; blanks: readonly Blank[] };

function cutAtMarks(told: string, strings: readonly string[]): Told {
  const mark = new RegExp(`${secret}(\\d{4})(000)?|${strings.map(escaped).join('|')}`, 'g');
  const marks = [...told.matchAll(mark)];
  const ends = [...marks.map(({ index }) => index), told.length];
  const starts = [0, ...marks.map(({ 0: found, index }) => index + found.length)];
  return {
    pieces: starts.map((start, index) => told.slice(start, ends[index])),
    blanks: marks.map(([found, index, isWhole]) => {
      if (index === undefined) return { kind: 'string', index: strings.indexOf(found) };
      return { kind: isWhole ? 'number' : 'thousandth', index: Number(index) };
    }),
  };
}

const number = '[\\d.eE+-]+';

/** `groups` has, by number, where in what was found it is; nothing for what is not told, or found with the one before. */
type Pattern = { pattern: RegExp; groups: readonly (number | undefined)[] };

/** Finds the numbers that are told; several at once where they are told as they stand, as each thing found costs. */
function patternOf(around: readonly string[], told: Told): Pattern {
  const isTold = new Set(told.blanks.map(({ kind, index }) => (kind === 'string' ? -1 : index)));
  const isLast = lastOfNeighbours(around, told);
  const groups: (number | undefined)[] = [];
  let text = escaped(around[0] as string);
  let found = 0;
  for (const [index, piece] of around.slice(1).entries()) {
    const begins = isTold.has(index) && (index === 0 || isLast.has(index - 1) || !isTold.has(index - 1));
    if (begins) {
      found += 1;
      groups[index] = found;
    }
    const ends = isTold.has(index) && isLast.has(index);
    text += `${begins ? '(' : ''}${number}${ends ? ')' : ''}${escaped(piece)}`;
  }
  return { pattern: new RegExp(`^${text}$`), groups };
}

/** The numbers that are not, wherever they or the next are told, told as they stand with just the next behind them. */
function lastOfNeighbours(around: readonly string[], { pieces, blanks }: Told): ReadonlySet<number> {
  const goesOn = (at: number) => {
    const [one, next] = [blanks[at], blanks[at + 1]];
    if (one?.kind !== 'number' || next?.kind !== 'number') return false;
    return next.index === one.index + 1 && pieces[at + 1] === around[next.index];
  };
  const last = new Set<number>();
  for (const [at, { kind, index }] of blanks.entries()) {
    if (kind === 'string') continue;
    if (!goesOn(at)) last.add(index);
    if (!goesOn(at - 1)) last.add(index - 1);
  }
  return last;
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
