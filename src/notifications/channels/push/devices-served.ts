import type { Outcome } from '../channel.ts';

/** Devices of one callback, and how far they are with its oldest message. */
export type Served = {
  /** Of the message, or of several that go together. */
  id: string;
  /** Took it, or never will. */
  settled: Set<string>;
  /** Some device took it. */
  isTaken: boolean;
  /** So often it was tried. */
  tries: number;
  /** Did not take the message before this one either: no others wait for them any more. */
  lagging: Set<string>;
};

/** Callbacks of which it is remembered. */
const keptMax = 1000;

/** For each callback what is known of its oldest message: that of the one before is forgotten. */
export function createServed(): (callbackId: number, id: string) => Served {
  const all = new Map<number, Served>();
  return (callbackId, id) => {
    const known = all.get(callbackId);
    if (known?.id === id) return known;
    const served = {
      id,
      settled: new Set<string>(),
      isTaken: false,
      tries: 0,
      lagging: known?.lagging ?? new Set(),
    };
    all.delete(callbackId);
    all.set(callbackId, served);
    const [oldest] = all.keys();
    if (all.size > keptMax && oldest !== undefined) all.delete(oldest);
    return served;
  };
}

/** While some devices have a message, it is tried so often in all for those that it does not get to. */
const triesMax = 3;

type Tried = { device: string; outcome: Outcome };

/**
 * What came of a message, of what came of each device. It is delivered where any took it; to the others it is tried a
 * few times more, for the first message that does not get there. What is wrong with some of them is in the error.
 */
export function judge(served: Served, tried: readonly Tried[], devices: number): Outcome {
  served.tries += 1;
  for (const { device, outcome } of tried) note(served, device, outcome);
  const outcomes = tried.map(({ outcome }) => outcome);
  const droppedDevices = tried.flatMap(({ device, outcome }) => (outcome.result === 'gone' ? [device] : []));
  const error = errorOf(outcomes, devices);
  const failed = tried.filter(({ outcome: { result } }) => result === 'failed');
  if (failed.length > 0 && !isEnough(served, failed)) {
    const retryAfterMs = Math.max(0, ...failed.map(({ outcome }) => outcome.retryAfterMs ?? 0));
    return { ...failed[0]?.outcome, result: 'failed', ...error, retryAfterMs, droppedDevices };
  }
  for (const { device } of failed) served.lagging.add(device);
  // Whoever sends it once more sends it to all.
  served.id = '';
  const code = outcomes[0]?.code;
  const isRefused = !served.isTaken && outcomes.some(({ result }) => result === 'refused');
  return {
    result: isRefused ? 'refused' : 'delivered',
    ...(code === undefined ? {} : { code }),
    ...error,
    droppedDevices,
  };
}

function note(served: Served, device: string, { result }: Outcome): void {
  if (result === 'failed') return;
  served.settled.add(device);
  if (result !== 'delivered') return;
  served.isTaken = true;
  served.lagging.delete(device);
}

function isEnough({ isTaken, tries, lagging }: Served, failed: readonly Tried[]): boolean {
  return isTaken && (tries >= triesMax || failed.every(({ device }) => lagging.has(device)));
}

function errorOf(outcomes: readonly Outcome[], devices: number): { error?: string } {
  const bad = outcomes.filter(({ result }) => result !== 'delivered');
  if (bad.length === 0) return {};
  const words = [...new Set(bad.map(({ error = 'unknown' }) => error))].slice(0, 5).join(', ');
  return { error: devices === 1 ? words : `${bad.length} of ${devices} devices: ${words}` };
}
