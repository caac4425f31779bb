import { describe, expect, it } from 'vitest';
import { ruleOf, seesAsUser, told, watch } from '../../../test/support/subscribers/watched-vehicle.ts';
import type { Groups } from '../../model/groups.ts';
import type { DataTrigger } from '../../model/monitor.ts';

const t0 = Date.UTC(2026, 4, 4, 8);
const minute = 60_000;

const trigger = (data: DataTrigger) => ({ triggers: [{ name: 'd', data }] });
type Active = NonNullable<Groups['alerts']>['active'];
const lit = (...active: Active): Groups => ({ alerts: { active } });

describe('an alert', () => {
  it('is true while it is lit; another of those asked for counts anew', () => {
    const car = watch(
      ruleOf(trigger({ data: 'vehicle.alert', op: 'includedIn', value: ['FuelLevelLow', 'RiskOfIce'] })),
    );
    const told = [lit(), lit('FuelLevelLow'), lit('FuelLevelLow', 'RiskOfIce'), lit('RiskOfIce'), lit()];
    const events = told.map((groups, index) => car.report(t0 + index * minute, groups));
    expect(events.map(({ length }) => length)).toEqual([0, 1, 1, 0, 0]);
    expect(events[1]?.[0]?.values).toEqual([
      {
        data: 'vehicle.alert',
        value: {
          type: 'obj.alert',
          body: {
            objectValues: [
              {
                id: expect.any(String),
                type: 'FuelLevelLow',
                severity: 'Information',
                active: true,
                startedAt: '2026-05-04T08:01:00.000Z',
                createdAt: '2026-05-04T08:01:00.000Z',
                updatedAt: '2026-05-04T08:01:00.000Z',
              },
            ],
          },
        },
      },
    ]);
  });

  it('that goes out is a change as well as one that lights up', () => {
    const car = watch(ruleOf(trigger({ data: 'vehicle.alert', op: 'onChange' })));
    const reports = [lit('RiskOfIce'), lit('RiskOfIce'), lit('FuelLevelLow')];
    const events = reports.map((groups, index) => car.report(t0 + index * minute, groups));
    expect(events.map(({ length }) => length)).toEqual([1, 0, 1]);
    expect(told(events[2]?.[0])['vehicle.alert']).toMatchObject([
      { type: 'RiskOfIce', active: false },
      { type: 'FuelLevelLow', active: true },
    ]);
  });

  it('may ask what was lit before', () => {
    const previous = { op: 'equalsTo' as const, value: ['RiskOfIce'] };
    const data = { data: 'vehicle.alert', op: 'equalsTo' as const, value: ['FuelLevelLow'], previous };
    const car = watch(ruleOf({ ...trigger(data), face: 'b2c' }));
    const reports = [lit('FuelLevelLow'), lit('RiskOfIce'), lit('RiskOfIce', 'FuelLevelLow')];
    const events = reports.map((groups, index) => car.report(t0 + index * minute, groups));
    expect(events.map(({ length }) => length)).toEqual([0, 0, 1]);
    expect(events[2]?.[0]?.values[0]?.previous).toBe('RiskOfIce');
  });

  it('that began hidden is not seen by the end user', () => {
    const car = watch(ruleOf({ ...trigger({ data: 'vehicle.alert', op: 'onChange' }), sees: seesAsUser }));
    expect(car.report(t0, { privacy: { state: 'Full' }, ...lit('RiskOfIce') })).toEqual([]);
    expect(car.report(t0 + minute, lit())).toEqual([]);
  });
});

describe('a collision', () => {
  const hit = (side: 'Front' | 'Rear', severity: 'Minor' | 'Major'): Groups => ({
    collision: { details: [{ side, severity }] },
  });

  it('is a pulse for each, with what was told of it, in both contracts', () => {
    const asked = { data: 'vehicle.collision.side', op: 'equalsTo' as const, value: ['Front'] };
    const car = watch(ruleOf({ ...trigger(asked), face: 'b2c' }));
    const reports = [hit('Rear', 'Minor'), hit('Front', 'Minor'), hit('Front', 'Major')];
    const events = reports.map((groups, index) => car.report(t0 + index * minute, groups));
    expect(events.map(({ length }) => length)).toEqual([0, 1, 1]);
    expect(events[2]?.[0]?.values[0]?.value).toMatchObject({
      type: 'obj.collision',
      body: { objectValues: [{ details: [{ side: 'Front', severity: 'Major' }] }] },
    });
  });

  it('said again is the same', () => {
    const asked = { data: 'vehicle.collision.severity', op: 'includedIn' as const, value: ['Minor'] };
    const car = watch(ruleOf(trigger(asked)));
    const events = [0, 20_000].map((after) => car.report(t0 + after, hit('Rear', 'Minor')));
    expect(events.map(({ length }) => length)).toEqual([1, 0]);
  });
});

describe('a trip', () => {
  const start: Groups = { ignition: { type: 'Start' }, odometer: { mileage: 100 } };
  const stop: Groups = { ignition: { type: 'Stop' }, odometer: { mileage: 130 } };
  const driving = (mileage: number): Groups => ({
    kinetic: { speed: 60, moving: true },
    odometer: { mileage },
  });
  const reports = [start, driving(110), driving(120), stop, { odometer: { mileage: 130 } }];
  const drive = (data: DataTrigger) => {
    const car = watch(ruleOf(trigger(data)));
    return reports.map((groups, index) => car.report(t0 + index * 10 * minute, groups));
  };

  it('is told of when it starts and when it stops, by the same id', () => {
    const started = drive({ data: 'vehicle.trip.start', op: 'onChange' });
    const stopped = drive({ data: 'vehicle.trip.stop', op: 'onChange' });
    const both = drive({ data: 'vehicle.trip', op: 'onChange' });
    expect(started.map(({ length }) => length)).toEqual([1, 0, 0, 0, 0]);
    expect(stopped.map(({ length }) => length)).toEqual([0, 0, 0, 1, 0]);
    expect(both.map(({ length }) => length)).toEqual([1, 0, 0, 1, 0]);
    const id = told(started[0]?.[0])['vehicle.trip.start'];
    expect(id).toMatch(/^[0-9a-f]{40}$/);
    expect(told(stopped[3]?.[0])).toEqual({ 'vehicle.trip.stop': id });
  });

  it('has figures while it is under way and when it ends', () => {
    const long = drive({ data: 'vehicle.trip.duration', op: 'greaterThan', value: ['600'] });
    expect(long.map((events) => events.map(told))).toEqual([
      [],
      [],
      [{ 'vehicle.trip.duration': '1200' }],
      [],
      [],
    ]);
    const far = drive({ data: 'vehicle.trip.distance', op: 'greaterThan', value: ['25'] });
    expect(far.map(({ length }) => length)).toEqual([0, 0, 0, 1, 0]);
  });

  it('that ended in silence is told of with the report that says so', () => {
    const car = watch(ruleOf(trigger({ data: 'vehicle.trip.stop', op: 'onChange' })));
    car.report(t0, start);
    car.report(t0 + 5 * minute, driving(105));
    expect(car.report(t0 + 300 * minute, start)).toMatchObject([{ at: t0 + 300 * minute }]);
  });

  it('has its states when it ended', () => {
    const nominal = drive({ data: 'vehicle.trip.state', op: 'includedIn', value: ['Nominal'] });
    expect(nominal.map(({ length }) => length)).toEqual([0, 0, 0, 0, 0]);
    const lacking = drive({
      data: 'vehicle.trip.state',
      op: 'includedIn',
      value: ['DataLacking', 'Nominal'],
    });
    expect(lacking.map((events) => events.map(told))).toEqual([
      [],
      [],
      [],
      [{ 'vehicle.trip.state': 'DataLacking' }],
      [],
    ]);
  });
});
