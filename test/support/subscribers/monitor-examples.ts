export const place = { radius: 20, center: { longitude: 2.333333, latitude: 48.866667 } };
const week = { recurrence: 'Daily', start: 'PT8H', duration: 'PT12H' } as const;
const once = { recurrence: 'None', start: '2026-05-04T08:00:00Z' } as const;
const weekDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const paris = 'Europe/Paris';
const timed = (entry: object) => ({ time: { times: [entry] } });

/** What triggers are in the contracts' pages, and what is kept of them. */
export const triggersTaken: [name: string, given: object, kept: object][] = [
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
    timed({ ...week, occurence: { day: ['Mon'], week: ['w6', 'w53'] } }),
    { time: { times: [{ ...week, occurence: { day: ['Mon'], week: ['w6', 'w53'] } }], timeZone: paris } },
  ],
  [
    'weeks without days: every day of them',
    timed({ ...week, occurence: { week: ['w6', 'w53'] } }),
    {
      time: {
        times: [{ ...week, occurence: { day: weekDays, week: ['w6', 'w53'] } }],
        timeZone: paris,
      },
    },
  ],
  ['one time, open-ended', timed(once), { time: { times: [once], timeZone: paris } }],
  [
    'one time of some hours',
    timed({ ...once, duration: 'P7D' }),
    { time: { times: [{ ...once, duration: 'P7D' }], timeZone: paris } },
  ],
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
];

/** The same of what goes beyond the contracts' files: what is shown of them is not held against those. */
export const triggersBeyond: [name: string, given: object, kept: object][] = [
  [
    'the older datum of running engines',
    { data: { data: 'vehicle.engines.running', op: 'equalsTo', value: ['true'] } },
    { data: { data: 'vehicle.engines.running', op: 'equalsTo', value: ['true'] } },
  ],
];

/** What is wrong, at which place below the trigger, and what is said to be expected there. */
export const triggersRefused: [name: string, given: object, path: string, reason: RegExp][] = [
  ['neither zone nor time nor data', {}, '', /exactly one of zone, time and data/],
  [
    'a zone and hours at once',
    { zone: { transition: 'In', place }, ...timed(week) },
    '',
    /exactly one of zone, time and data/,
  ],
  ['a zone without a place', { zone: { transition: 'In' } }, '.zone', /exactly one of place and polygon/],
  ['another transition', { zone: { transition: 'Cross', place } }, '.zone.transition', /one of In, Out/],
  [
    'a radius that is no whole number',
    { zone: { transition: 'In', place: { ...place, radius: 0.5 } } },
    '.zone.place.radius',
    /a whole number from 1/,
  ],
  [
    'a radius of 0',
    { zone: { transition: 'In', place: { ...place, radius: 0 } } },
    '.zone.place.radius',
    /a whole number from 1/,
  ],
  [
    'a centre that is on no map',
    { zone: { transition: 'In', place: { radius: 1, center: { longitude: 2, latitude: 91 } } } },
    '.zone.place.center.latitude',
    /degrees from -90 to 90/,
  ],
  ['no hours', { time: { times: [] } }, '.time.times', /1 to 20 items/],
  [
    'a time zone that does not exist',
    { time: { times: [week], timeZone: 'Europe/Sochaux' } },
    '.time.timeZone',
    /a time zone of the tz database/,
  ],
  [
    'every day without an end',
    timed({ start: 'PT8H' }),
    '.time.times[0].duration',
    /duration above 0 of at most 7 days/,
  ],
  [
    'every day from a time of one day',
    timed({ ...week, start: '2026-05-04T08:00:00Z' }),
    '.time.times[0].start',
    /since midnight below 24 hours/,
  ],
  [
    'every day from 24:00',
    timed({ ...week, start: 'PT24H' }),
    '.time.times[0].start',
    /since midnight below 24 hours/,
  ],
  [
    'once from a time of day',
    timed({ ...once, start: 'PT8H' }),
    '.time.times[0].start',
    /a time as of RFC 3339/,
  ],
  [
    'once, on some days',
    timed({ ...once, occurence: { day: ['Mon'] } }),
    '.time.times[0].occurence',
    /goes with recurrence Daily only/,
  ],
  ['every week', timed({ ...week, recurrence: 'Weekly' }), '.time.times[0].recurrence', /one of None, Daily/],
  [
    'a day in full',
    timed({ ...week, occurence: { day: ['Monday'] } }),
    '.time.times[0].occurence.day[0]',
    /one of Mon, Tue, Wed/,
  ],
  [
    'a week 54',
    timed({ ...week, occurence: { week: ['w54'] } }),
    '.time.times[0].occurence.week[0]',
    /within w1 to w53/,
  ],
  [
    'weeks backwards',
    timed({ ...week, occurence: { week: ['w46-w34'] } }),
    '.time.times[0].occurence.week[0]',
    /weeks such as w34-w46/,
  ],
  ['data without an operator', { data: { data: 'privacy.state' } }, '.data.op', /one of onChange, equalsTo/],
  [
    'data that nobody knows',
    { data: { data: 'vehicle.colour', op: 'onChange' } },
    '.data.data',
    /one of vehicle\.alert, /,
  ],
  [
    'a number that is none',
    { data: { data: 'vehicle.autonomy', op: 'lowerThan', value: ['far'] } },
    '.data.value[0]',
    /a number/,
  ],
  [
    'a word that is none',
    { data: { data: 'privacy.state', op: 'equalsTo', value: ['Some'] } },
    '.data.value[0]',
    /one of None, Geolocation, Full/,
  ],
  [
    'nothing to compare with',
    { data: { data: 'vehicle.autonomy', op: 'lowerThan', value: [] } },
    '.data.value',
    /1 to 120 items/,
  ],
];

/** Triggers for expressions to be about. */
export const namedTriggers = ['z1', 'z2', 't1', 'f', 'a'].map((name) => ({
  name,
  zone: { transition: 'In', place },
}));

export const expressionsTaken = [
  'z1',
  '!z1',
  'z1&z2',
  'z1 | z2',
  '((z1 & t1) | (z2 & !t1) | (f & z1) | (a & (z1 | t1)))',
  '!(z1 & !(z2 | f))',
  '!!z1',
  '(((z1)))',
];

/** Each with what is said to be wrong. */
export const expressionsRefused: [boolExp: string, reason: RegExp][] = [
  ['', /an expression of triggers/],
  ['   ', /an expression of triggers/],
  ['z1 & nowhere', /one of z1, z2, t1, f, a at character 6/],
  ['((z1 & t1) | (z2 & !t1) | (a & (z1 | t)) | (f & (z1 | z2)))', /one of z1, z2, t1, f, a at character 38/],
  ['((z1 & t1)', /an operator or \) at character 11/],
  ['z1 & t1)', /an operator or the end at character 8/],
  ['z1 &', /the name of a trigger.* at character 5/],
  ['z1 z2', /an operator or the end at character 4/],
  ['z1 && z2', /the name of a trigger.* at character 5/],
  ['z1 and z2', /an operator or the end at character 4/],
  ['()', /the name of a trigger.* at character 2/],
  ['z1 | !z1', /always true/],
  ['z1 & !z1', /always false/],
  ['(z1 | z2) | !(z1 & z2)', /always true/],
];
