/** Text that no parameter means: quotes, other scripts, what databases and terminals choke on. */
export const hostile = [
  "'; drop table vehicles; --",
  '\u0000',
  'a\u0000b',
  '😀\u202e',
  '٣-٥',
  '__proto__',
  'x'.repeat(1000),
];

const range = '2026-01-01T00:00:00Z/P1D';
const forged = (token: unknown) => Buffer.from(JSON.stringify(token)).toString('base64url');

/** Values that each parameter refuses. */
export const refused: Record<string, readonly (string | string[])[]> = {
  indexRange: ['5-2', '-5', 'a-b', '1-2-3', '', '99999999999999-', '1.5-', "0-9' or 1=1", '٣-'],
  pageSize: ['0', '-1', '1.5', 'many', '', '2001', '1e9', ['1', '2']],
  pageToken: [
    'mine',
    '',
    forged(null),
    forged({ i: -1 }),
    forged([]),
    forged({ i: 0, f: 0, s: 60, n: 1, a: 1 }),
  ],
  timestamps: [
    '',
    '/',
    'yesterday/today',
    '2026-01-01T00:00:00Z',
    '2026-13-01T00:00:00Z/',
    'R3/2026-01-01T00:00:00Z/PT0S',
    'R/2026-01-01T00:00:00Z/PT1S',
    Array<string>(11).fill(range),
    Array<string>(11).fill(range).join(','),
  ],
  type: ['', 'vehicle.colour', 'constructor', 'vehicle.alarm.status,colour'],
  extension: ['', 'colour', 'constructor'],
  types: ['', 'Colour', 'constructor', 'monitor', 'Monitor,Colour'],
  states: ['', 'Done', 'nominal', 'Nominal,Done', 'Nominal,Nominal,Nominal,Nominal,Nominal'],
  distance: [
    '',
    '5',
    '-5',
    '1.55-',
    '2-1',
    '150-1',
    'a-',
    '1-b',
    '1e3-',
    '１-',
    '99999999999-',
    '1-2-3',
    '1,5-',
  ],
  duration: ['', '10', '20-10', '1.5-', '-', '-5', 'PT1H-', "10-' or 1=1", '99999999999-'],
  tolerance: ['', '-1', 'near', '1001', 'Infinity', 'NaN', ['1', '2']],
  profile: ['', 'driver', 'Fleet', ['fleet', 'endUser']],
  country: ['', 'FRA', 'br'],
  locale: ['x'.repeat(36)],
  vinPrefix: ['V'.repeat(18)],
  format: ['', 'xml', 'CSV'],
};

/** Values that look odd and are what clients send. */
export const taken: Record<string, readonly (string | string[])[]> = {
  indexRange: ['5', '5-', '0-0', '999999999999-'],
  pageSize: ['1', '60'],
  timestamps: [
    Array<string>(10).fill(range),
    '/2026-01-01T00:00:00Z',
    'R5/2026-01-01T12:00:00Z/P6H/P2H',
    'R/2001-01-01T00:00:00Z/PT1H/PT10M',
  ],
  states: ['Nominal,Unstarted,DataLacking,Unfinished', ['Nominal', 'Unstarted']],
  distance: ['0.1-', '1-150', '0-', '0.0-0.0'],
  duration: ['10-', '10-3600', '0-'],
  tolerance: ['0', '0.5', '1000'],
  locale: ['fr-FR', 'fr_FR'],
};

const filterNames = [
  'timestamps',
  'type',
  'extension',
  'states',
  'distance',
  'duration',
  'tolerance',
  'vinPrefix',
];

/** Page tokens whose keys or filters somebody made up. Every one is answered with a page or a 400. */
export const forgeries: readonly string[] = [
  ...[
    { at: 'after', key: [9e15, '1'] },
    { at: 'before', key: [-9e15, '1'] },
    { at: 'after', key: [1, '\u0000'] },
    { at: 'before', key: [1, 'f'.repeat(40)] },
    { at: 'after', key: [1, '9999999999999999999'] },
    { at: 'end' },
  ].map((anchor) => forged({ i: 5, f: 0, l: null, s: 60, n: Number.MAX_SAFE_INTEGER, a: anchor })),
  ...["'; drop table trips; --", '\u0000', 'constructor', '9-1']
    .flatMap((value) => filterNames.map((name) => ({ [name]: [value, value] })))
    .map((filters) => forged({ i: 0, f: 0, l: null, s: 60, n: 9, a: { at: 'index' }, q: filters })),
];
