import type { Span } from './series.ts';

/** A part of the time as an address has it, such as `1763892000~1763895600`; undefined where it is none of it. */
export function chosenZoom(text: string | null, [first, last]: Span): Span | undefined {
  const [from = Number.NaN, to = Number.NaN] = (text ?? '').split('~').map(Number);
  return from < to && to > first && from < last ? [Math.max(from, first), Math.min(to, last)] : undefined;
}

export const zoomText = (span: Span | undefined) => span && `${Math.floor(span[0])}~${Math.ceil(span[1])}`;
