import { useCallback, useEffect, useRef, useState } from 'react';
import { useAddress } from '../../ui/use-address.ts';
import { fittingPace, momentOf, paces, type Replay, stepped } from './replay.ts';

/** Shown so often at most: the map and the charts move with it. */
const frameMs = 33;

export type Replaying = ReturnType<typeof useReplay>;

/** Replays a span of time, which may be going on; where it stands is in the address whenever it rests. */
export function useReplay(whole: readonly [number, number], isGoingOn: boolean) {
  const [start, end] = whole;
  const { query, change } = useAddress();
  const { replay, setReplay, keep } = useMoment(whole);
  const at = Math.min(Math.max(replay.at ?? (isGoingOn ? end : start), start), end);
  const asked = Number(query.get('pace'));
  const pace = paces.find((one) => one === asked) ?? fittingPace(end - start);
  const { isPlaying } = replay;
  usePlaying(isPlaying, (seconds) =>
    setReplay((before) => (before.isPlaying ? stepped(before.at ?? start, { seconds, pace, end }) : before)),
  );
  const wasPlaying = useRef<boolean>(false);
  useEffect(() => {
    if (wasPlaying.current && !isPlaying) keep(at);
    wasPlaying.current = isPlaying;
  }, [isPlaying, at, keep]);
  const go = (to: number) => setReplay(({ isPlaying: plays }) => ({ at: to, isPlaying: plays }));
  return {
    at,
    isPlaying,
    pace,
    setPace: (next: number) => change({ pace: String(next) }),
    go,
    /** Goes there, and has the address say so. */
    rest(to: number) {
      go(to);
      keep(to);
    },
    toggle: () => setReplay({ at: at >= end ? start : at, isPlaying: !isPlaying }),
  };
}

/** The moment, which follows the address where somebody else changes it. */
function useMoment(whole: readonly [number, number]) {
  const { query, change } = useAddress();
  const said = query.get('at');
  const [replay, setReplay] = useState<Replay>(() => ({ at: momentOf(said, whole), isPlaying: false }));
  const written = useRef(said);
  useEffect(() => {
    if (said === written.current) return;
    written.current = said;
    setReplay({ at: momentOf(said, whole), isPlaying: false });
  }, [said, whole]);
  const [start] = whole;
  const keep = useCallback(
    (at: number) => {
      written.current = String(Math.max(0, Math.round(at - start)));
      change({ at: written.current });
    },
    [change, start],
  );
  return { replay, setReplay, keep };
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
