import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whileSeen } from './while-seen.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page that is shown and hidden, and what listened for how long. */
function setUp(hidden = false) {
  const page = Object.assign(new EventTarget(), { hidden }) as EventTarget & { hidden: boolean };
  const heard: { signal: AbortSignal; again: boolean }[] = [];
  const end = whileSeen(page as never, (signal, again) => heard.push({ signal, again }));
  const show = (isShown: boolean) => {
    page.hidden = !isShown;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  return { heard, end, show };
}

describe('a page that listens while it is seen', () => {
  it('listens until it was hidden for ten seconds, and again when it is seen', () => {
    const { heard, show } = setUp();
    show(false);
    vi.advanceTimersByTime(9_999);
    expect(heard[0]?.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(heard[0]?.signal.aborted).toBe(true);
    show(true);
    expect(heard.map(({ again }) => again)).toEqual([false, true]);
    expect(heard[1]?.signal.aborted).toBe(false);
  });

  it('goes on listening where it was hidden for a moment', () => {
    const { heard, show } = setUp();
    show(false);
    vi.advanceTimersByTime(5_000);
    show(true);
    vi.advanceTimersByTime(60_000);
    expect(heard).toHaveLength(1);
    expect(heard[0]?.signal.aborted).toBe(false);
  });

  it('does not listen before it was seen, nor after its end', () => {
    const { heard, end, show } = setUp(true);
    expect(heard).toHaveLength(0);
    show(true);
    end();
    expect(heard[0]?.signal.aborted).toBe(true);
    show(false);
    show(true);
    expect(heard).toHaveLength(1);
  });
});
