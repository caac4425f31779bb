import type { EventVehicle } from '../../../src/api/present/events/event-extensions.ts';
import { eventPlace } from '../../../src/api/present/events/event-place.ts';
import { seenVehicle } from '../../../src/api/shared/access/see-vehicle.ts';
import type { FoundVehicle } from '../../../src/api/shared/ask.ts';
import { sightOfUser, sightsOfFleet } from '../../../src/auth/sight.ts';
import type { Groups } from '../../../src/model/groups.ts';
import { emptyState, type VehicleState } from '../../../src/model/vehicle-state.ts';
import type { Moment } from '../../../src/monitors/rule.ts';
import { project } from '../../../src/projections/run.ts';
import { fold, reportsOf, type Told } from '../vehicles/episodes.ts';

export const vin = 'VR3EVENT000000001';

/** What a vehicle of the number 1 tells, report by report, as monitors see it in a batch. */
export function momentsOf(told: readonly Told[]): Moment[] {
  let before = emptyState;
  return reportsOf(told).map((report) => {
    const projected = project(before, report, () => undefined);
    const { states, changes } = fold.step(projected.projections, report);
    const after = { ...projected, projections: { ...projected.projections, ...states } };
    const moment = { vehicleId: 1, at: report.at, before, after, changes };
    before = after;
    return moment;
  });
}

/** Its state after what it told. */
export function stateAfter(told: readonly Told[]): VehicleState {
  return momentsOf(told).at(-1)?.after ?? emptyState;
}

type Eyes = { face: 'b2c' | 'b2b'; scopes?: readonly string[]; services?: readonly string[] };

/** The vehicle as somebody sees it whom its events are told. */
export function eventVehicle(
  state: VehicleState,
  { face, scopes = ['data'], services = ['data'] }: Eyes,
): EventVehicle {
  const uploaded = { endUser: services, fleet: services };
  const sights = { ...sightsOfFleet(uploaded), endUser: sightOfUser(scopes, uploaded) };
  const found: FoundVehicle = {
    owned: { vehicleId: 1, publicId: 'a1', vin, sights },
    at: eventPlace(face, vin),
    profile: face === 'b2c' ? 'endUser' : 'fleet',
  };
  return seenVehicle(found, state);
}

/** Everything that extensions tell of, in a drive that lasts: a collision, lit alerts, an alarm, a theft. */
export const fullLife: readonly (readonly [number, Groups])[] = [
  [0, { ignition: { type: 'Start' }, odometer: { mileage: 500 }, privacy: { state: 'None' } }],
  [
    1,
    {
      position: { longitude: 2.35, latitude: 48.86, heading: 90 },
      odometer: { mileage: 501 },
      kinetic: { speed: 50, moving: true },
      doorsState: { lockedStates: ['Locked'], opening: [{ identifier: 'Trunk', state: 'Closed' }] },
      'energies.Fuel': { type: 'Fuel', level: 55.5, autonomy: 410 },
      'environment.air': { temp: 14.5 },
    },
  ],
  [2, { alerts: { active: ['FuelLevelLow', 'RiskOfIce'] }, kinetic: { speed: 51, moving: true } }],
  [3, { collision: { details: [{ side: 'Front', severity: 'Minor' }], tippedOver: false } }],
  [
    4,
    {
      'alarm.status': { activation: 'Active' },
      'alarm.trigger': { type: 'RoofBreakIn', startAt: '2026-05-04T06:04:00.000Z' },
    },
  ],
  [5, { stolen: { state: true }, maintenance: { daysBeforeMaintenance: 91 } }],
  [6, { wipingBlades: { active: true, speed: 'Low' }, kinetic: { speed: 52, moving: true } }],
];
