import { describe, expect, it } from 'vitest';
import { type Datum, data } from '../data-table.ts';
import { readMonitorParameter } from './read-monitor-parameter.ts';

const place = { radius: 20, center: { longitude: 2.333333, latitude: 48.866667 } };
const zone = { name: 'z1', zone: { transition: 'Out', place } };
const weekDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const daily = { recurrence: 'Daily', start: 'PT8H30M', duration: 'PT7H30M' };
const webhook = { name: 'hook', target: 'https://example.org/hook' };
const fleetParam = { callback: { webhook } };

const bodyOf = (triggers: unknown[], more: object = {}, boolExp = 'z1') => ({
  label: 'test',
  triggerParam: { triggers, boolExp },
  ...more,
});

function read(body: unknown, face: 'b2c' | 'b2b' = 'b2c') {
  const result = readMonitorParameter(face, body);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.parameter;
}

const faultsIn = (body: unknown, face: 'b2c' | 'b2b' = 'b2c') => {
  const result = readMonitorParameter(face, body);
  return 'faults' in result ? result.faults.map(({ path, expected }) => `${path}: ${expected}`) : [];
};

const ofData = (trigger: object) => bodyOf([{ name: 'd', data: trigger }], {}, 'd');
const ofTime = (time: object) => bodyOf([{ name: 't', time }], {}, 't');

describe('a monitor in another spelling', () => {
  const canonical = read(bodyOf([zone]));

  it.each([
    ['bool.exp', { label: 'test', triggerParam: { triggers: [zone], 'bool.exp': 'z1' } }],
    ['circle', bodyOf([{ name: 'z1', zone: { transition: 'Out', circle: place } }])],
    ['null for what is not there', bodyOf([{ ...zone, time: null, data: null }], { attributes: null })],
    ['batch and retryPolicy, which B2C has no more', bodyOf([zone], { batch: { size: 3 }, retryPolicy: 1 })],
  ])('is stored as the contract has it: %s', (_name, body) => {
    expect(read(body)).toEqual(canonical);
  });

  it('of times', () => {
    const time = {
      'time.zone': 'America/New_York',
      times: [
        { start: daily.start, duration: daily.duration, occurence: ['Thu', 'Mon'] },
        { ...daily, occurrence: { week: ['W7', 'w34-W46'] } },
        { recurrence: 'None', start: '2018-01-03T12:00:00+01:00' },
      ],
    };
    expect(read(ofTime(time)).triggerParam.triggers[0]?.time).toEqual({
      timeZone: 'America/New_York',
      times: [
        { ...daily, occurence: { day: ['Mon', 'Thu'] } },
        { ...daily, occurence: { day: weekDays, week: ['w7', 'w34-w46'] } },
        { recurrence: 'None', start: '2018-01-03T11:00:00Z' },
      ],
    });
    expect(read(ofTime({ times: [daily] })).triggerParam.triggers[0]?.time?.timeZone).toBe('Europe/Paris');
  });

  it('of values', () => {
    const level = { data: 'vehicle.energy.electric.level', op: 'greaterThan' };
    for (const value of [['75', 'x'], [75], '75', 75, ['75.0']])
      expect(read(ofData({ ...level, value })).triggerParam.triggers[0]?.data).toEqual({
        ...level,
        value: ['75'],
      });
    const moving = { data: 'vehicle.kinetic.moving', op: 'equalsTo', value: [true] };
    expect(read(ofData(moving)).triggerParam.triggers[0]?.data?.value).toEqual(['true']);
    const alert = { data: 'vehicle.alerts', op: 'onChange', value: ['ignored'] };
    expect(read(ofData(alert)).triggerParam.triggers[0]?.data).toEqual({
      data: 'vehicle.alert',
      op: 'onChange',
    });
  });

  it('of extensions and attributes', () => {
    const extendedEventParam = ['alerts', 'door.state', 'vehicle.telemetry.vehicle.energies', 'alerts'];
    const attributres = [{ type: 'Body', key: 'n', value: 5 }];
    expect(read(bodyOf([zone], { extendedEventParam, attributres }))).toMatchObject({
      extendedEventParam: ['vehicle.alerts', 'vehicle.doorsState', 'vehicle.telemetry.vehicle.energies'],
      attributes: [{ type: 'Body', key: 'n', value: '5' }],
    });
  });

  it('of a fleet', () => {
    const subscribeParam = {
      callback: webhook,
      retryPolicy: { policy: 'Bounded', maxRetryNumber: 10, retryDelay: 60 },
      batchNotify: { size: 0 },
      refreshEvent: 120,
    };
    expect(read(bodyOf([zone], { subscribeParam }), 'b2b').subscribeParam).toEqual({
      refreshEvent: 120,
      callback: { webhook },
      retryPolicy: { policy: 'Bounded', retryNumber: 10, retryDelay: 60 },
    });
  });

  it('of attributes for the callback', () => {
    const list = [{ type: 'Header', key: 'X-A', value: '$vin' }];
    for (const own of [list, { attributes: list }])
      expect(
        read(bodyOf([zone], { subscribeParam: { callbackAttributes: { webhook: own } } })).subscribeParam,
      ).toEqual({
        callbackAttributes: { webhook: list },
      });
    expect(read(bodyOf([zone], { subscribeParam: {} })).subscribeParam).toEqual({});
  });
});

describe('what is wrong with a monitor', () => {
  it('is all told at once', () => {
    const triggers = [
      { name: 'a b', zone: { transition: 'Into', place: { ...place, radius: 0 } } },
      { name: 'd', data: { data: 'vehicle.kinetic.moving', op: 'includedIn', value: ['maybe'] } },
      { name: 'd', time: { times: [] }, zone: {} },
    ];
    expect(faultsIn({ triggerParam: { triggers, boolExp: 'd & (x' } }, 'b2b')).toEqual([
      'label: a text of 1 to 256 characters without control characters',
      'subscribeParam: an object',
      'triggerParam.triggers[0].name: a letter, then up to 63 letters, digits, dots, hyphens or underscores',
      'triggerParam.triggers[0].zone.transition: one of In, Out',
      'triggerParam.triggers[0].zone.place.radius: a whole number from 1 to 20000',
      'triggerParam.triggers[1].data.op: one of onChange, equalsTo',
      'triggerParam.triggers[2]: exactly one of zone, time and data',
      'triggerParam.boolExp: one of d at character 6',
    ]);
  });

  it.each([
    [
      'a zone without an area',
      bodyOf([{ name: 'z1', zone: { transition: 'In' } }]),
      'triggerParam.triggers[0].zone',
    ],
    [
      'a polygon of two corners',
      bodyOf([{ name: 'z1', zone: { transition: 'In', polygon: [place.center, place.center] } }]),
      'triggerParam.triggers[0].zone.polygon',
    ],
    [
      'a point that is nowhere',
      bodyOf([
        {
          name: 'z1',
          zone: { transition: 'In', place: { radius: 1, center: { longitude: 181, latitude: 0 } } },
        },
      ]),
      'triggerParam.triggers[0].zone.place.center.longitude',
    ],
    [
      'a time zone',
      ofTime({ times: [daily], timeZone: 'Europe/Atlantis' }),
      'triggerParam.triggers[0].time.timeZone',
    ],
    [
      'None with occurence',
      ofTime({ times: [{ recurrence: 'None', start: '2026-01-01T00:00:00Z', occurence: { day: ['Mon'] } }] }),
      'triggerParam.triggers[0].time.times[0].occurence',
    ],
    [
      'Daily without duration',
      ofTime({ times: [{ start: 'PT8H' }] }),
      'triggerParam.triggers[0].time.times[0].duration',
    ],
    [
      'a week range backwards',
      ofTime({ times: [{ ...daily, occurence: { week: ['w46-w34'] } }] }),
      'triggerParam.triggers[0].time.times[0].occurence.week[0]',
    ],
    [
      'a week that no year has',
      ofTime({ times: [{ ...daily, occurence: { week: ['w54'] } }] }),
      'triggerParam.triggers[0].time.times[0].occurence.week[0]',
    ],
    [
      'a start after the day',
      ofTime({ times: [{ ...daily, start: 'PT24H' }] }),
      'triggerParam.triggers[0].time.times[0].start',
    ],
    [
      'a start without an offset',
      ofTime({ times: [{ recurrence: 'None', start: '2026-01-01T00:00:00' }] }),
      'triggerParam.triggers[0].time.times[0].start',
    ],
    [
      'a datum of fleets',
      ofData({ data: 'stolen.state', op: 'onChange' }),
      'triggerParam.triggers[0].data.data',
    ],
    [
      'a word that the datum does not have',
      ofData({ data: 'privacy.state', op: 'equalsTo', value: ['Public'] }),
      'triggerParam.triggers[0].data.value[0]',
    ],
    [
      'a comparison without a value',
      ofData({ data: 'vehicle.odometer', op: 'greaterThan' }),
      'triggerParam.triggers[0].data.value',
    ],
    [
      'previous of what has none',
      ofData({
        data: 'vehicle.odometer',
        op: 'equalsTo',
        value: ['5'],
        previous: { op: 'equalsTo', value: ['4'] },
      }),
      'triggerParam.triggers[0].data.previous',
    ],
    ['always true', bodyOf([zone], {}, 'z1 | !z1'), 'triggerParam.boolExp'],
    ['never true', bodyOf([zone], {}, 'z1 & !z1'), 'triggerParam.boolExp'],
    [
      'six triggers',
      bodyOf(
        ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ ...zone, name })),
        {},
        'a',
      ),
      'triggerParam.triggers',
    ],
    ['one name twice', bodyOf([zone, zone]), 'triggerParam.triggers'],
    [
      'a reminder every second',
      bodyOf([zone], { subscribeParam: { refreshEvent: 1 } }),
      'subscribeParam.refreshEvent',
    ],
    [
      'an extension',
      bodyOf([zone], { extendedEventParam: ['environment.air.temp'] }),
      'extendedEventParam[0]',
    ],
    [
      'a line break in a header',
      bodyOf([zone], { attributes: [{ type: 'Header', key: 'X-A', value: 'a\r\nHost: b' }] }),
      'attributes[0].value',
    ],
    [
      'a query attribute of a monitor',
      bodyOf([zone], { attributes: [{ type: 'Query', key: 'a', value: 'b' }] }),
      'attributes[0].type',
    ],
    [
      'the older style',
      { label: 'x', triggerParam: { dataTriggers: [], triggers: [zone], boolExp: 'z1' } },
      'triggerParam.dataTriggers',
    ],
  ])('is told with its place: %s', (_name, body, path) => {
    const result = readMonitorParameter('b2c', body);
    expect('faults' in result && result.faults.map((fault) => fault.path)).toEqual([path]);
  });

  it('is bounded', () => {
    const attributes = Array.from({ length: 20 }, () => ({ type: 'x'.repeat(5000), key: 'k', value: 'v' }));
    const result = readMonitorParameter('b2c', { attributes });
    expect('faults' in result && JSON.stringify(result.faults).length).toBeLessThan(10_000);
  });
});

describe('a datum', () => {
  const operators = ['equalsTo', 'greaterThan', 'lowerThan', 'includedIn', 'onChange'] as const;
  const combinations = Object.entries(data).flatMap(([name, datum]) =>
    operators.flatMap((op) => (['b2c', 'b2b'] as const).map((face) => ({ name, datum, op, face }))),
  );

  it('is taken with every operator that the contract allows, and with no other', () => {
    const asked = combinations.map(({ name, datum, op, face }) => {
      const value = 'words' in datum ? [datum.words[0]] : [datum.form === 'boolean' ? 'true' : '5'];
      const body = { ...ofData({ data: name, op, value }), subscribeParam: fleetParam };
      return [name, op, face, faultsIn(body, face).length === 0];
    });
    const allowed = combinations.map(({ name, datum, op, face }) => {
      const { ops, faces }: Datum = datum;
      return [name, op, face, ops.includes(op) && faces.includes(face)];
    });
    expect(asked).toEqual(allowed);
  });
});
