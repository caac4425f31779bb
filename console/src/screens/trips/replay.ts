/** How much faster than it was. */
export const paces = [1, 10, 30, 60, 120, 300] as const;

/** Where a replay stands; with no moment of its own it is at the end of what is under way, and goes on with it. */
export type Replay = { at: number | undefined; isPlaying: boolean };

/** A replay that plays, after some real time; it stops at the end. Times in epoch seconds. */
export function stepped(
  at: number,
  { seconds, pace, end }: { seconds: number; pace: number; end: number },
): Replay {
  const next = at + seconds * pace;
  return next >= end ? { at: end, isPlaying: false } : { at: next, isPlaying: true };
}

/** The moment that the address says, as whole seconds from the start; none where it says none. */
export function momentOf(text: string | null, [start, end]: readonly [number, number]): number | undefined {
  const offset = Number(text);
  return text !== null && offset >= 0 ? Math.min(start + offset, end) : undefined;
}

/** A pace that shows the whole in about half a minute. */
export function fittingPace(seconds: number): number {
  return paces.find((pace) => seconds / pace <= 40) ?? 300;
}
