import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleOf, seesAll, seesAsUser } from '../../test/support/subscribers/watched-vehicle.ts';
import { type Groups, groupNames, kindsOf } from '../model/groups.ts';
import type { Trigger } from '../model/monitor.ts';
import type { Report } from '../model/report.ts';
import { emptyState, type VehicleState } from '../model/vehicle-state.ts';
import { createFold } from '../projections/fold.ts';
import { foldLive } from '../projections/live.ts';
import { project } from '../projections/run.ts';
import type { Rule } from './compile.ts';
import { concerns } from './concerns.ts';
import { newsOf } from './news.ts';
import type { Moment, RuleState, Sees } from './rule.ts';
import { stepRule, takeIn, tickRule } from './step.ts';

const minute = 60_000;
const vehicleId = 1;
const begin = Date.UTC(2026, 4, 4, 19, 50);
const fold = createFold({ quietMs: 10 * minute, silenceMs: 30 * minute, gapMs: 5 * minute });

/** What each of some reports did to a vehicle, in the order in which they came. */
function momentsOf(told: readonly { at: number; groups: Groups }[]): Moment[] {
  let state: VehicleState = emptyState;
  return told.map(({ at, groups }, index) => {
    const key = BigInt(index + 1);
    const report: Report = { vehicleId, key, at, receivedAt: at, source: 'test', groups };
    const before = state;
    const projected = project(before, report, () => undefined);
    const input = { reports: [report], isTrickling: () => false };
    const { states, changes } = foldLive(fold, projected.projections, input);
    state = { ...projected, projections: states as VehicleState['projections'] };
    return { vehicleId, at, before, after: state, changes, kinds: kindsOf(groups) };
  });
}

const center = { longitude: 2.35, latitude: 48.85 };
const breakIns = ['FrontLeftDoorBreakIn', 'VehicleLifting'];
const triggers: Trigger[] = [
  { name: 'low', data: { data: 'vehicle.energy.fuel.level', op: 'lowerThan', value: ['20'] } },
  { name: 'range', data: { data: 'vehicle.autonomy', op: 'lowerThan', value: ['100'] } },
  { name: 'doors', data: { data: 'vehicle.doorsState.lockedState', op: 'onChange' } },
  { name: 'zone', zone: { transition: 'Out', place: { radius: 10, center } } },
  {
    name: 'night',
    time: {
      times: [{ recurrence: 'Daily', start: 'PT22H', duration: 'PT20M' }],
      timeZone: 'Europe/Paris',
    },
  },
  { name: 'far', data: { data: 'vehicle.trip.distance', op: 'greaterThan', value: ['3'] } },
  { name: 'gone', zone: { transition: 'Out', place: { radius: 10, center }, minDuration: 600 } },
  { name: 'lit', data: { data: 'vehicle.alert', op: 'equalsTo', value: ['FuelLevelLow'] } },
  { name: 'alerts', data: { data: 'vehicle.alert', op: 'onChange' } },
  { name: 'armed', data: { data: 'vehicle.alarm.status.activation', op: 'equalsTo', value: ['Active'] } },
  { name: 'burgled', data: { data: 'vehicle.alarm.trigger.type', op: 'includedIn', value: breakIns } },
  { name: 'alarm', data: { data: 'vehicle.alarm.trigger.type', op: 'onChange' } },
  { name: 'hit', data: { data: 'vehicle.collision.side', op: 'equalsTo', value: ['Front'] } },
  {
    name: 'crash',
    data: { data: 'vehicle.collision.severity', op: 'includedIn', value: ['Minor', 'Major'] },
  },
];

/** B2C: what it must have been before. */
const triggersWithPrevious: Trigger[] = [
  {
    name: 'fuelNext',
    data: {
      data: 'vehicle.alert',
      op: 'equalsTo',
      value: ['FuelLevelLow'],
      previous: { op: 'equalsTo', value: ['AdBlueFault'] },
    },
  },
  {
    name: 'shown',
    data: {
      data: 'privacy.state',
      op: 'equalsTo',
      value: ['None'],
      previous: { op: 'includedIn', value: ['Full', 'Geolocation'] },
    },
  },
  {
    name: 'setOff',
    data: {
      data: 'vehicle.kinetic.moving',
      op: 'equalsTo',
      value: ['true'],
      previous: { op: 'equalsTo', value: ['false'] },
    },
  },
];

const anyGroups: fc.Arbitrary<Groups> = fc
  .record(
    {
      ignition: fc.constantFrom({ type: 'Start' as const }, { type: 'Stop' as const }),
      privacy: fc.constantFrom(
        { state: 'Full' as const },
        { state: 'Geolocation' as const },
        { state: 'None' as const },
      ),
      kinetic: fc.constantFrom({ moving: true, speed: 50 }, { moving: false, speed: 0 }),
      position: fc.constantFrom({ longitude: 2.34, latitude: 48.86 }, { longitude: 4.83, latitude: 45.76 }),
      odometer: fc.constantFrom({ mileage: 1000 }, { mileage: 1002 }, { mileage: 1005 }),
      'energies.Fuel': fc
        .record({ level: fc.constantFrom(10, 50), autonomy: fc.constantFrom(40, 90) }, { requiredKeys: [] })
        .map((one) => ({ type: 'Fuel' as const, ...one })),
      'energies.Electric': fc
        .constantFrom(40, 90)
        .map((autonomy) => ({ type: 'Electric' as const, autonomy })),
      doorsState: fc.constantFrom<Groups['doorsState'] & object>(
        { lockedStates: ['Locked'] as never },
        { lockedStates: ['Unlocked'] as never },
      ),
      alerts: fc.subarray(['FuelLevelLow' as const, 'AdBlueFault' as const]).map((active) => ({ active })),
      'alarm.status': fc.constantFrom({ activation: 'Active' as const }, { activation: 'Inactive' as const }),
      'alarm.trigger': fc
        .tuple(
          fc.constantFrom(...(['NoBreakIn', 'FrontLeftDoorBreakIn', 'VehicleLifting'] as const)),
          fc.constantFrom(0, 20),
        )
        .map(([type, later]) => ({ type, startAt: new Date(begin + later * minute).toISOString() })),
      collision: fc
        .record(
          {
            side: fc.constantFrom('Front' as const, 'Rear' as const),
            severity: fc.constantFrom('Minimal' as const, 'Major' as const),
          },
          { requiredKeys: ['side'] },
        )
        .map((detail) => ({ details: [detail] })),
    },
    { requiredKeys: [] },
  )
  .map((groups) => groups as Groups);

/** Now and then a report is told late. */
const anyStory = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 0, max: 8 }) },
        { weight: 1, arbitrary: fc.integer({ min: -20, max: 40 }) },
      ),
      anyGroups,
    ),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((told) => {
    let minutes = 0;
    return told.map(([gap, groups]) => {
      minutes += gap;
      return { at: begin + minutes * minute, groups };
    });
  });

const seesNoTrips: Sees = (what) => what !== 'trips';
const seesNoFuel: Sees = (what) => what !== 'energies.Fuel';
const seesNoAlerts: Sees = (what) => what !== 'alerts';
const eyes: Record<string, Sees> = { seesAll, seesAsUser, seesNoTrips, seesNoFuel, seesNoAlerts };
const anyRule = fc
  .tuple(
    fc.subarray([...triggers, ...triggersWithPrevious], { minLength: 1, maxLength: 3 }),
    fc.constantFrom('&', '|'),
    fc.constantFrom(...Object.keys(eyes)),
  )
  .map(([used, operator, sees]) =>
    ruleOf({
      triggers: used,
      boolExp: used.map(({ name }) => name).join(operator),
      sees: eyes[sees] as Sees,
      face: used.some(({ data }) => data?.previous) ? 'b2c' : 'b2b',
    }),
  );

/** What is raised where every report is looked at, or only those that concern the rule. */
function run(rule: Rule, moments: readonly Moment[], isAsked: boolean) {
  let state: RuleState | undefined;
  return moments.map((moment) => {
    const stepped = (isAsked ? stepRule : takeIn)(rule, state, moment);
    state = stepped.state;
    return { events: stepped.events, on: state.on };
  });
}

it('what is not looked at would have raised nothing, and been what it was', () => {
  fc.assert(
    fc.property(anyRule, anyStory, (rule, story) => {
      const moments = momentsOf(story);
      expect(run(rule, moments, true)).toEqual(run(rule, moments, false));
    }),
    { numRuns: 500 },
  );
});

it('a mode that is told late and hides what was seen so far concerns a rule', () => {
  const rule = ruleOf({ triggers: triggers.filter(({ name }) => name === 'range'), sees: seesAsUser });
  const moments = momentsOf([
    { at: begin, groups: { 'energies.Electric': { type: 'Electric', autonomy: 40 } } },
    {
      at: begin + minute,
      groups: { privacy: { state: 'None' }, 'energies.Fuel': { type: 'Fuel', autonomy: 90 } },
    },
    { at: begin, groups: { privacy: { state: 'Full' } } },
  ]);
  expect(run(rule, moments, true).map(({ on }) => on)).toEqual([1, 0, 1]);
});

describe('a report on the way that tells the same again', () => {
  const groups: Groups = {
    ignition: { type: 'Start' },
    kinetic: { moving: true, speed: 50 },
    position: { longitude: 2.34, latitude: 48.86 },
    'energies.Fuel': { type: 'Fuel', level: 50, autonomy: 400 },
  };
  const again = (...minutes: number[]) =>
    momentsOf(minutes.map((one) => ({ at: begin + one * minute, groups })));

  it.each(['low', 'range', 'doors', 'zone', 'night'])('does not concern a rule on %s', (name) => {
    const rule = ruleOf({ triggers: triggers.filter((one) => one.name === name), sees: seesAsUser });
    const [first, second] = again(0, 5) as [Moment, Moment];
    const { state } = takeIn(rule, undefined, first);
    expect(concerns(rule, state, newsOf(second))).toBe(false);
  });

  it('concerns one on hours when they begin, and the clock has done with it when it came first', () => {
    const rule = ruleOf({ triggers: triggers.filter(({ name }) => name === 'night') });
    const [first, second, third] = again(0, 10, 11) as [Moment, Moment, Moment];
    const { state, dueAt = 0 } = takeIn(rule, undefined, first);
    expect(concerns(rule, state, newsOf(second))).toBe(true);
    const { state: later } = tickRule(rule, state, { vehicleId, at: dueAt, state: first.after });
    expect(concerns(rule, later, newsOf(third))).toBe(false);
  });
});

it('every group has a bit of its own among those that can be compared at once', () => {
  const kinds = groupNames.map((name) => kindsOf({ [name]: {} } as Groups) | 0);
  expect(new Set(kinds).size).toBe(groupNames.length);
  expect(kinds.every((one) => one !== 0)).toBe(true);
});
