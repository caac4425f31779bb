import { describe, expect, it } from 'vitest';
import { readMonitorParameter } from '../src/monitors/parameter/read-monitor-parameter.ts';
import { bodyOf, faultsIn, monitorFaces, readTrigger, triggerIn } from './support/monitor-bodies.ts';

const place = { radius: 20, center: { longitude: 2.333333, latitude: 48.866667 } };
const week = { recurrence: 'Daily', start: 'PT8H', duration: 'PT12H' } as const;
const once = { recurrence: 'None', start: '2026-05-04T08:00:00Z' } as const;
const paris = 'Europe/Paris';
const timed = (entry: object) => ({ time: { times: [entry] } });

/** What triggers are in the contracts' pages, and what is kept of them. */
const taken: [name: string, given: object, kept: object][] = [
  ['a zone', { zone: { transition: 'Out', place } }, { zone: { transition: 'Out', place } }],
  [
    'a zone called circle',
    { zone: { transition: 'In', circle: place } },
    { zone: { transition: 'In', place } },
  ],
  ['hours every day', timed(week), { time: { times: [week], timeZone: paris } }],
  [
    'hours without recurrence',
    timed({ start: 'PT8H', duration: 'PT12H' }),
    { time: { times: [week], timeZone: paris } },
  ],
  [
    'hours over midnight on some days and weeks, in another time zone',
    {
      time: {
        'time.zone': 'America/Sao_Paulo',
        times: [
          {
            ...week,
            start: 'PT22H',
            duration: 'PT8H',
            occurrence: { day: ['Fri', 'Mon'], week: ['W34-w46'] },
          },
        ],
      },
    },
    {
      time: {
        timeZone: 'America/Sao_Paulo',
        times: [
          {
            ...week,
            start: 'PT22H',
            duration: 'PT8H',
            occurence: { day: ['Mon', 'Fri'], week: ['w34-w46'] },
          },
        ],
      },
    },
  ],
  [
    'days as a list',
    timed({ ...week, occurence: ['Mon', 'Tue'] }),
    { time: { times: [{ ...week, occurence: { day: ['Mon', 'Tue'] } }], timeZone: paris } },
  ],
  [
    'weeks that the pattern of the contract forgets',
    timed({ ...week, occurence: { week: ['w6', 'w53'] } }),
    {},
  ],
  ['one time, open-ended', timed(once), { time: { times: [once], timeZone: paris } }],
  ['one time of some hours', timed({ ...once, duration: 'P7D' }), {}],
  [
    'a value beside a change: it does not count',
    { data: { data: 'privacy.state', op: 'onChange', value: ['Full'] } },
    { data: { data: 'privacy.state', op: 'onChange' } },
  ],
  [
    'more values than one to be equal to: the first counts',
    { data: { data: 'vehicle.energy.electric.level', op: 'greaterThan', value: ['75', '80'] } },
    { data: { data: 'vehicle.energy.electric.level', op: 'greaterThan', value: ['75'] } },
  ],
  [
    'the older datum of running engines',
    { data: { data: 'vehicle.engines.running', op: 'equalsTo', value: ['true'] } },
    {},
  ],
];

/** What is wrong, and at which place below the trigger. */
const refused: [name: string, given: object, path: string][] = [
  ['neither zone nor time nor data', {}, ''],
  ['a zone and hours at once', { zone: { transition: 'In', place }, ...timed(week) }, ''],
  ['a zone without a place', { zone: { transition: 'In' } }, '.zone'],
  ['another transition', { zone: { transition: 'Cross', place } }, '.zone.transition'],
  [
    'a radius that is no whole number',
    { zone: { transition: 'In', place: { ...place, radius: 0.5 } } },
    '.zone.place.radius',
  ],
  ['a radius of 0', { zone: { transition: 'In', place: { ...place, radius: 0 } } }, '.zone.place.radius'],
  [
    'a centre that is on no map',
    { zone: { transition: 'In', place: { radius: 1, center: { longitude: 2, latitude: 91 } } } },
    '.zone.place.center.latitude',
  ],
  ['no hours', { time: { times: [] } }, '.time.times'],
  [
    'a time zone that does not exist',
    { time: { times: [week], timeZone: 'Europe/Sochaux' } },
    '.time.timeZone',
  ],
  ['every day without an end', timed({ start: 'PT8H' }), '.time.times[0].duration'],
  [
    'every day from a time of one day',
    timed({ ...week, start: '2026-05-04T08:00:00Z' }),
    '.time.times[0].start',
  ],
  ['every day from 24:00', timed({ ...week, start: 'PT24H' }), '.time.times[0].start'],
  ['once from a time of day', timed({ ...once, start: 'PT8H' }), '.time.times[0].start'],
  ['once, on some days', timed({ ...once, occurence: { day: ['Mon'] } }), '.time.times[0].occurence'],
  ['every week', timed({ ...week, recurrence: 'Weekly' }), '.time.times[0].recurrence'],
  ['a day in full', timed({ ...week, occurence: { day: ['Monday'] } }), '.time.times[0].occurence.day[0]'],
  ['a week 54', timed({ ...week, occurence: { week: ['w54'] } }), '.time.times[0].occurence.week[0]'],
  [
    'weeks backwards',
    timed({ ...week, occurence: { week: ['w46-w34'] } }),
    '.time.times[0].occurence.week[0]',
  ],
  ['data without an operator', { data: { data: 'privacy.state' } }, '.data.op'],
  ['data that nobody knows', { data: { data: 'vehicle.colour', op: 'onChange' } }, '.data.data'],
  [
    'a number that is none',
    { data: { data: 'vehicle.autonomy', op: 'lowerThan', value: ['far'] } },
    '.data.value[0]',
  ],
  [
    'a word that is none',
    { data: { data: 'privacy.state', op: 'equalsTo', value: ['Some'] } },
    '.data.value[0]',
  ],
  [
    'nothing to compare with',
    { data: { data: 'vehicle.autonomy', op: 'lowerThan', value: [] } },
    '.data.value',
  ],
];

describe.each(monitorFaces)('a trigger of %s', (face) => {
  it.each(taken)('may be %s', (_name, given, kept) => {
    expect(triggerIn(readTrigger(face, given))).toMatchObject({ name: 'a', ...kept });
  });

  it.each(refused)('may not be %s', (_name, given, path) => {
    const faults = faultsIn(readTrigger(face, given));
    expect(faults.map((fault) => fault.path)).toEqual([`triggerParam.triggers[0]${path}`]);
    for (const { expected } of faults) expect(expected).not.toBe('');
  });
});

const triggers = ['z1', 'z2', 't1', 'f', 'a'].map((name) => ({ name, zone: { transition: 'In', place } }));
const expressed = (boolExp: string, given: object[] = triggers) =>
  readMonitorParameter('b2c', bodyOf('b2c', { triggers: given, boolExp }));

describe('an expression', () => {
  it.each([
    'z1',
    '!z1',
    'z1&z2',
    'z1 | z2',
    '((z1 & t1) | (z2 & !t1) | (f & z1) | (a & (z1 | t1)))',
    '!(z1 & !(z2 | f))',
    '!!z1',
    '(((z1)))',
  ])('may be %s', (boolExp) => {
    expect(faultsIn(expressed(boolExp))).toEqual([]);
  });

  it.each([
    ['', /expression/],
    ['   ', /expression/],
    ['z1 & nowhere', /one of z1, z2, t1, f, a at character 6/],
    ['((z1 & t1) | (z2 & !t1) | (a & (z1 | t)) | (f & (z1 | z2)))', /./],
    ['((z1 & t1)', /./],
    ['z1 & t1)', /./],
    ['z1 &', /./],
    ['z1 z2', /./],
    ['z1 && z2', /./],
    ['z1 and z2', /./],
    ['()', /./],
    ['z1 | !z1', /always true/],
    ['z1 & !z1', /always false/],
    ['(z1 | z2) | !(z1 & z2)', /always true/],
  ])('may not be %j', (boolExp, reason) => {
    const faults = faultsIn(expressed(boolExp));
    expect(faults.map(({ path }) => path)).toEqual(['triggerParam.boolExp']);
    expect(faults[0]?.expected).toMatch(reason);
  });

  it('is about one trigger at least and five at most, each with a name of its own', () => {
    const sixth = { name: 'o', zone: { transition: 'In', place } };
    for (const given of [[], [...triggers, sixth], [...triggers.slice(0, 2), triggers[0] ?? sixth]])
      expect(faultsIn(expressed('z1', given)).map(({ path }) => path)).toContain('triggerParam.triggers');
  });

  it.each(['bool.exp', 'booExp'])('may be called %s', (key) => {
    const result = readMonitorParameter('b2c', bodyOf('b2c', { triggers, [key]: 'z1' }));
    expect('parameter' in result && result.parameter.triggerParam.boolExp).toBe('z1');
  });
});
