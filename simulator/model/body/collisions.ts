import { stopped, wayToHere } from '../drive/drive.ts';
import { between, pick, type Random } from '../random.ts';
import type { Trip, Vehicle } from '../vehicle.ts';
import { withMishap } from './alerts.ts';

export type Severity = 'Minimal' | 'Minor' | 'Major';

/** What the crash sensors told, in the Web API's words, and when (epoch milliseconds). */
export type Collision = {
  readonly at: number;
  readonly side: 'Front' | 'Rear' | 'Lateral';
  readonly severity: Severity;
  readonly tippedOver: boolean;
  /** Only the sensors in the front bumper can tell. */
  readonly pedestrian?: boolean;
};

/** How much of its speed the car keeps. */
const speedKept: Record<Severity, number> = { Minimal: 0.8, Minor: 0.3, Major: 0 };

/**
 * A driving car that was hit or has hit something. After the lighter ones the driver stops, looks, and goes
 * on; after a `Major` one the car calls for help and stays where it is for a while.
 */
export function collided(
  vehicle: Vehicle,
  { at, random, severity }: { at: number; random: Random; severity?: Severity },
): Vehicle {
  if (vehicle.phase.name !== 'Driving') return vehicle;
  const collision = drawCollision(vehicle, { at, random, ...(severity ? { severity } : {}) });
  const hit = { ...vehicle, collision, mishaps: damaged(vehicle, collision) };
  return collision.severity === 'Major' ? stranded(hit, vehicle.phase.trip, random) : checked(hit, random);
}

function drawCollision(
  { speedMps }: Vehicle,
  { at, random, severity }: { at: number; random: Random; severity?: Severity },
): Collision {
  // A car that stands at a light is hit from behind.
  const side = speedMps < 1 ? 'Rear' : pick(random, ['Front', 'Front', 'Lateral', 'Rear'] as const);
  const drawn = severity ?? pick(random, severitiesAt(speedMps));
  const tippedOver = drawn === 'Major' && side === 'Lateral';
  return { at, side, severity: drawn, tippedOver, ...(side === 'Front' ? { pedestrian: false } : {}) };
}

function severitiesAt(speedMps: number): readonly Severity[] {
  if (speedMps < 8) return ['Minimal', 'Minimal', 'Minimal', 'Minor'];
  return ['Minimal', 'Minimal', 'Minor', 'Minor', 'Major'];
}

/** Fired airbags and pretensioners light their lamp until they are replaced. */
function damaged({ mishaps }: Vehicle, { severity }: Collision): Vehicle['mishaps'] {
  if (severity === 'Minimal') return mishaps;
  return withMishap(mishaps, {
    type: 'AirbagOrSeatBeltPretensionerOrActiveHoodFailure',
    secondsLeft: severity === 'Major' ? 5400 : 1800,
  });
}

function slowed(vehicle: Vehicle, { severity }: Collision): Vehicle {
  const speedMps = vehicle.speedMps * speedKept[severity];
  return { ...vehicle, speedMps, accelerationMps2: speedMps - vehicle.speedMps };
}

function checked(vehicle: Vehicle, random: Random): Vehicle {
  const { phase, collision } = vehicle;
  if (phase.name !== 'Driving' || !collision) return vehicle;
  const halt = { inM: 0, waitSeconds: between(random, [60, 240]) };
  return { ...slowed(vehicle, collision), phase: { ...phase, trip: { ...phase.trip, halt } } };
}

function stranded(vehicle: Vehicle, trip: Trip, random: Random): Vehicle {
  return {
    ...stopped(vehicle),
    way: wayToHere(vehicle, trip),
    isHome: false,
    eCall: 'Detected',
    phase: { name: 'Stranded', secondsLeft: between(random, [600, 1200]) },
  };
}
