import { useCallback, useEffect, useRef, useState } from 'react';
import { useAddress } from '../../app/use-address.ts';
import { fittingPace, momentOf, paces, type Replay, stepped } from './replay.ts';

/** Shown so often at most: the map and the charts move with it. */
const frameMs = 33;

export type Replaying = ReturnType<typeof useReplay>;

/** Replays a span of time; where it stands is in the address whenever it rests. */
export function useReplay(whole: readonly [number, number]) {
  const [start, end] = whole;
  const { query, change } = useAddress();
  const [replay, setReplay] = useState<Replay>(() => ({
    at: momentOf(query.get('at'), whole),
    isPlaying: false,
  }));
  const asked = Number(query.get('pace'));
  const pace = paces.find((one) => one === asked) ?? fittingPace(end - start);
  const keep = useCallback(
    (at: number) => change({ at: at > start ? String(Math.round(at - start)) : undefined }),
    [change, start],
  );
  usePlaying(replay.isPlaying, (seconds) =>
    setReplay((before) => (before.isPlaying ? stepped(before, { seconds, pace, end }) : before)),
  );
  const { at, isPlaying } = replay;
  const wasPlaying = useRef(false);
  useEffect(() => {
    if (wasPlaying.current && !isPlaying) keep(at);
    wasPlaying.current = isPlaying;
  }, [isPlaying, at, keep]);
  const go = (to: number) => setReplay((before) => ({ ...before, at: Math.min(Math.max(to, start), end) }));
  return {
    at: Math.min(Math.max(at, start), end),
    isPlaying,
    pace,
    setPace: (next: number) => change({ pace: String(next) }),
    go,
    /** Goes there, and has the address say so. */
    rest: (to: number) => {
      go(to);
      keep(to);
    },
    toggle: () =>
      setReplay((before) => ({ at: before.at >= end ? start : before.at, isPlaying: !before.isPlaying })),
  };
}

/** Calls with the real seconds that have gone, for as long as it plays. */
function usePlaying(isPlaying: boolean, onFrame: (seconds: number) => void): void {
  const latest = useRef(onFrame);
  latest.current = onFrame;
  useEffect(() => {
    if (!isPlaying) return;
    let before = performance.now();
    let request = requestAnimationFrame(function next(now) {
      if (now - before >= frameMs) {
        latest.current((now - before) / 1000);
        before = now;
      }
      request = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(request);
  }, [isPlaying]);
}
