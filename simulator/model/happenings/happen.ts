import { asked, keptAwake } from '../remote/awake.ts';
import type { Vehicle } from '../vehicle.ts';
import { closeDoors, openDoor } from './doors.ts';
import { emptyBattery, startCharging, stopCharging } from './energy.ts';
import type { Happen, Happened, Happening } from './happening.ts';
import { alarm, clearLamp, collision, endTheft, steal, warningLamp } from './incidents.ts';
import { driveTo, park, sleep } from './journeys.ts';

/** Until it is chosen anew, on this trip and on those to come. */
const privacyMode: Happen = (vehicle, { mode: privacy = 'None' }) => ({
  vehicle: { ...vehicle, privacy, wish: { ...vehicle.wish, privacy } },
});

/** What can happen to a vehicle itself; its line going away is none of its state: `fleet.ts`. */
export const happenings = {
  OpenDoor: openDoor,
  CloseDoors: closeDoors,
  Collision: collision,
  WarningLamp: warningLamp,
  ClearLamp: clearLamp,
  EmptyBattery: emptyBattery,
  DriveTo: driveTo,
  Park: park,
  Sleep: sleep,
  StartCharging: startCharging,
  StopCharging: stopCharging,
  PrivacyMode: privacyMode,
  Steal: steal,
  EndTheft: endTheft,
  Alarm: alarm,
} as const satisfies Record<string, Happen>;

export type HappeningKind = keyof typeof happenings;

const awakeSeconds = 180;

/** The vehicle after a happening, awake to tell all of it. Pure but for random numbers. */
export function happen(
  vehicle: Vehicle,
  happening: Happening & { kind: HappeningKind },
  moment: { at: number; random: () => number },
): Happened {
  const isSleep = happening.kind === 'Sleep';
  const awake = isSleep ? vehicle : keptAwake(vehicle, awakeSeconds);
  const happened = happenings[happening.kind](awake, happening, moment);
  if ('refused' in happened || isSleep) return happened;
  return { vehicle: asked(happened.vehicle) };
}
