import { describe, expect, it } from 'vitest';
import { ruleOf, seesAsUser, told, watch } from '../../../test/support/subscribers/watched-vehicle.ts';
import type { Groups } from '../../model/groups.ts';
import type { DataTrigger } from '../../model/monitor.ts';

const t0 = Date.UTC(2026, 4, 4, 8);
const minute = 60_000;

const trigger = (data: DataTrigger) => ({ triggers: [{ name: 'd', data }] });

/** What each of some reports, a minute apart, raises. */
function raised(asked: Parameters<typeof ruleOf>[0], reports: readonly Groups[]) {
  const car = watch(ruleOf(asked));
  return reports.map((groups, index) => car.report(t0 + index * minute, groups));
}

const plugged = (value: boolean, status?: 'InProgress' | 'Finished' | 'Stopped'): Groups => ({
  'energies.Electric': {
    type: 'Electric',
    extension: { electric: { charging: { plugged: value, ...(status && { status }) } } },
  },
});

describe('onChange', () => {
  const asked = trigger({ data: 'vehicle.energy.charging.plugged', op: 'onChange' });

  it('is a pulse for each change from one told value to another', () => {
    const reports = [plugged(true), plugged(true), plugged(false), plugged(false), plugged(true)];
    expect(raised(asked, reports).map((events) => events.map(told))).toEqual([
      [],
      [],
      [{ 'vehicle.energy.charging.plugged': 'false' }],
      [],
      [{ 'vehicle.energy.charging.plugged': 'true' }],
    ]);
  });

  it('sees a change over reports that leave the value out', () => {
    const reports = [plugged(true), { 'energies.Electric': { type: 'Electric' as const } }, plugged(false)];
    expect(raised(asked, reports).map(({ length }) => length)).toEqual([0, 0, 1]);
  });

  it('leaves no reminders behind', () => {
    const car = watch(ruleOf({ ...asked, refreshEvent: 60 }));
    car.report(t0, plugged(true));
    expect(car.report(t0 + minute, plugged(false))).toHaveLength(1);
    expect(car.dueAt()).toBeUndefined();
  });

  it('does not take another order of the same doors for a change', () => {
    const locked = trigger({ data: 'vehicle.doorsState.lockedState', op: 'onChange' });
    const reports: Groups[] = [
      { doorsState: { lockedStates: ['TrunkLocked', 'CabinDoorsUnlocked'] } },
      { doorsState: { lockedStates: ['CabinDoorsUnlocked', 'TrunkLocked'] } },
      { doorsState: { lockedStates: ['Locked'] } },
    ];
    expect(raised(locked, reports).map((events) => events.map(told))).toEqual([
      [],
      [],
      [{ 'vehicle.doorsState.lockedState': 'Locked' }],
    ]);
  });

  it('sees what the driver hid neither then nor when it is hidden no more', () => {
    const reports: Groups[] = [
      plugged(true),
      { privacy: { state: 'Full' }, ...plugged(false) },
      { privacy: { state: 'None' } },
      plugged(false),
      plugged(true),
    ];
    const events = raised({ ...asked, sees: seesAsUser }, reports);
    expect(events.map(({ length }) => length)).toEqual([0, 0, 0, 0, 1]);
  });
});

describe('previous', () => {
  const asked = {
    ...trigger({
      data: 'vehicle.energy.charging.status',
      op: 'includedIn',
      value: ['Finished', 'Stopped'],
      previous: { op: 'equalsTo', value: ['InProgress'] },
    }),
    face: 'b2c' as const,
  };
  const status = (value: 'InProgress' | 'Finished' | 'Stopped') => plugged(true, value);

  it('is needed for the first firing, and again after it ceased to hold', () => {
    const car = watch(ruleOf(asked));
    const words = ['Finished', 'InProgress', 'Stopped', 'Finished', 'InProgress', 'Finished'] as const;
    const events = words.map((word, index) => car.report(t0 + index * minute, status(word)));
    expect(events.map(({ length }) => length)).toEqual([0, 0, 1, 0, 0, 1]);
    expect(events[2]?.[0]?.values).toEqual([
      {
        data: 'vehicle.energy.charging.status',
        value: { type: 'string', body: { literalValue: 'Stopped' } },
        previous: 'InProgress',
      },
    ]);
  });

  it('is not told of in reminders', () => {
    const car = watch(ruleOf({ ...asked, refreshEvent: 60 }));
    car.report(t0, status('InProgress'));
    car.report(t0 + minute, status('Stopped'));
    const [reminder] = car.tick(t0 + 2 * minute);
    expect(reminder).toMatchObject({ refresh: true });
    expect(reminder?.values[0]).not.toHaveProperty('previous');
  });

  it('may ask of the powertrain whether it ran', () => {
    const powertrain = (word: 'Running' | 'Stopping' | 'Stopped'): Groups => ({
      powertrain: { status: word },
    });
    const reports = [
      powertrain('Running'),
      powertrain('Stopped'),
      powertrain('Stopping'),
      powertrain('Stopped'),
    ];
    const data = 'vehicle.powertrain.status';
    const previous = { op: 'equalsTo' as const, value: ['true'] };
    const events = raised(
      { ...trigger({ data, op: 'equalsTo', value: ['Stopped'], previous }), face: 'b2c' },
      reports,
    );
    expect(events.map(({ length }) => length)).toEqual([0, 1, 0, 0]);
  });
});

describe('a value', () => {
  const levels = (...values: number[]): Groups[] =>
    values.map((value) => ({ 'energies.Fuel': { type: 'Fuel', level: value, autonomy: value * 5 } }));

  it('is compared in whole units where the contract has integers', () => {
    const asked = trigger({ data: 'vehicle.energy.fuel.level', op: 'equalsTo', value: ['75'] });
    expect(raised(asked, levels(76, 75.4, 74.9)).map(({ length }) => length)).toEqual([0, 1, 0]);
  });

  it('of the whole autonomy is that of all energies', () => {
    const asked = trigger({ data: 'vehicle.autonomy', op: 'greaterThan', value: ['400'] });
    const both: Groups = {
      ...levels(70)[0],
      'energies.Electric': { type: 'Electric', autonomy: 60 },
    };
    const events = raised(asked, [...levels(80), ...levels(79), both]);
    expect(events.map((each) => each.map(told))).toEqual([[], [], [{ 'vehicle.autonomy': '410' }]]);
  });

  it('of an alarm that goes off again counts anew', () => {
    const asked = trigger({ data: 'vehicle.alarm.trigger.type', op: 'equalsTo', value: ['RoofBreakIn'] });
    const alarm = (startAt: string): Groups => ({ 'alarm.trigger': { type: 'RoofBreakIn', startAt } });
    const reports = ['2026-05-04T07:00:00Z', '2026-05-04T07:00:00Z', '2026-05-04T08:00:00Z'].map(alarm);
    expect(raised(asked, reports).map(({ length }) => length)).toEqual([1, 0, 1]);
  });
});
