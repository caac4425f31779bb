import type { Outgoing } from './generations/encoder.ts';
import type { Voice } from './generations/voices.ts';
import { board, parkedAtMost } from './model/phases.ts';
import { between, type Random } from './model/random.ts';
import { step } from './model/step.ts';
import type { Habits, Vehicle } from './model/vehicle.ts';
import { createStage, type Scene } from './scenes.ts';

/** A vehicle in the middle of its life. */
export type Living = { vehicle: Vehicle; livedTo: number; readonly random: Random; readonly voice: Voice };

export type Past = {
  /** Epoch milliseconds, asked again and again: living through the past takes time too. */
  now: () => number;
  staged: readonly Scene[];
  /** Habits from the last minutes on. */
  habits: Habits;
  /** Set off in the last minutes. */
  endMoving: boolean;
};

/** Days as they are, not the hurry of a demonstration; only what is staged befalls a vehicle. */
const dailyLife = { parkedSeconds: [5400, 28_800], awakeSeconds: 30, chances: {} } as const;
/** New habits begin so long before now: time to get in and be on the way, not to arrive. */
const rejoinMs = 150_000;
/** A standing vehicle is looked at every so many seconds. */
const strideSeconds = 120;
const messagesAtOnce = 100;

/**
 * Lives from where the vehicle is up to now as quickly as it can, and gives what it would have sent, oldest
 * first, in as few messages as its generation can make of it. Moves `living` on; at the end it is in the present.
 */
export function* relive(living: Living, past: Past): Generator<Outgoing> {
  const rejoinAt = past.now() - rejoinMs;
  const { livedTo } = living;
  const play = createStage(rejoinAt > livedTo ? past.staged : [], { from: livedTo, until: rejoinAt });
  const { random, voice } = living;
  living.vehicle = parkedAnew({ ...living.vehicle, habits: { ...past.habits, ...dailyLife } }, random);
  let waiting: Outgoing[] = [];
  for (let left = past.now() - living.livedTo; left > 0; left = past.now() - living.livedTo) {
    const seconds = Math.min(left / 1000, strideOf(living.vehicle));
    living.livedTo += seconds * 1000;
    const moment = { at: living.livedTo, seconds, random };
    living.vehicle = play(step(living.vehicle, moment), moment);
    if (living.livedTo >= rejoinAt && living.vehicle.habits !== past.habits) rejoin(living, past);
    waiting.push(...voice.speak(living.vehicle, living.livedTo, 'past'));
    if (waiting.length < messagesAtOnce) continue;
    yield* voice.bundle(waiting);
    waiting = [];
  }
  yield* voice.bundle(waiting);
}

/** Driving goes in steps of a second; so does everything that lasts only seconds. */
function strideOf({ phase }: Vehicle): number {
  if (phase.name !== 'Parked' && phase.name !== 'Asleep') return 1;
  return Math.max(1, Math.min(strideSeconds, phase.secondsLeft));
}

/** Not all of a fleet set off at the same time. */
function parkedAnew(vehicle: Vehicle, random: Random): Vehicle {
  return parkedAtMost({ ...vehicle, standSeconds: Infinity }, between(random, [300, 14_400]));
}

/** The past is over: the vehicle takes up its new habits. */
function rejoin(living: Living, { habits, endMoving }: Past): void {
  const { vehicle, random } = living;
  const { name } = vehicle.phase;
  const isStanding = name === 'Parked' || name === 'Asleep';
  const next = { ...vehicle, habits };
  if (endMoving && isStanding) living.vehicle = board(next, random);
  else living.vehicle = parkedAtMost(next, between(random, habits.parkedSeconds));
}
