export type Token = { text: string; at: number };

const token = /[()!&|]|[A-Za-z][A-Za-z0-9._-]*|\S/g;

/** Operators, parentheses, names, and what is none of these, each with its place in the text. */
export function tokenise(text: string): Token[] {
  return [...text.matchAll(token)].map(({ 0: found, index: at }) => ({ text: found, at }));
}

export const isName = ({ text }: Token): boolean => /^[A-Za-z]/.test(text);
