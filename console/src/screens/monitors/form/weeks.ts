import type { Weeks } from './times.ts';

const weeksMost = 53;

/** Such as `1-12, 40`. */
export const weeksText = (weeks: readonly Weeks[]): string =>
  weeks.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`)).join(', ');

/** The weeks that a text names; undefined where it names something else. */
export function weeksFromText(text: string): Weeks[] | undefined {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const weeks = parts.map(oneOf);
  return weeks.every((one) => one !== undefined) ? weeks : undefined;
}

function oneOf(text: string): Weeks | undefined {
  const found = /^w?(\d{1,2})(?:\s*[-–]\s*w?(\d{1,2}))?$/i.exec(text);
  const first = Number(found?.[1]);
  const last = Number(found?.[2] ?? found?.[1]);
  return first >= 1 && last >= first && last <= weeksMost ? { first, last } : undefined;
}
