import { expect, it } from 'vitest';
import type { Status, Vehicle } from '../../api/model.ts';
import { isLocked, openingsOf } from './doors.ts';
import { clockText, secondsOf } from './durations.ts';
import { filtered } from './filter-vehicles.ts';
import { type FirstSeen, originOf } from './origins.ts';
import { groupsOf } from './status-groups.ts';
import { nameOf } from './vehicle-name.ts';
import { labels } from './words/label-words.ts';

const at = '2026-11-23T10:00:00.000Z';
const later = '2026-11-23T10:00:05.000Z';

it('shows every group that is told, and none that is not', () => {
  const status = {
    createdAt: at,
    kinetic: { createdAt: at, speed: 0, moving: false },
    energies: [
      {
        type: 'Electric',
        createdAt: at,
        updatedAt: at,
        level: 50,
        extension: {
          electric: { battery: { load: { createdAt: later, residual: 5000 } }, charging: { plugged: false } },
        },
      },
    ],
    doorsState: {
      createdAt: at,
      lockedStates: ['Locked'],
      opening: [{ identifier: 'Trunk', state: 'Open' }],
    },
    adas: { abs: true, parkAssist: { front: ['Fault'] } },
  } as unknown as Status;
  const groups = groupsOf(status);
  expect(groups.map(({ label }) => label)).toEqual([
    'kinetic',
    'energies.Electric',
    'charging',
    'energies.Electric.load',
    'doorsState',
    'adas',
  ]);
  expect(groups[0]?.rows.map(({ label, value }) => [label, value])).toEqual([
    ['speed', 0],
    ['moving', false],
  ]);
  expect(groups[3]?.createdAt).toBe(later);
  expect(groups.every(({ label }) => label in labels.en)).toBe(true);
});

it('reads durations and times of the day', () => {
  expect([secondsOf('PT2H30M'), secondsOf('P1DT1S'), secondsOf('P'), secondsOf('soon')]).toEqual([
    9000,
    86_401,
    undefined,
    undefined,
  ]);
  expect([clockText('PT21H30M'), clockText('PT0S'), clockText(undefined)]).toEqual(['21:30', '00:00', '']);
});

it('takes the origin that the server tells, and says of newer values when the page got them', () => {
  const seen: FirstSeen = new Map();
  const told = { createdAt: at, receivedAt: at, source: 'generation-2' };
  const group = (createdAt: string) => ({ name: 'kinetic', createdAt });
  const now = Date.parse('2026-11-23T10:00:06.000Z');
  expect(originOf(group(at), told, { seen, now })).toEqual(told);
  const newer = originOf(group(later), told, { seen, now });
  expect(newer).toEqual({ createdAt: later, receivedAt: '2026-11-23T10:00:06.000Z', source: 'generation-2' });
  expect(originOf(group(later), told, { seen, now: now + 9000 })).toEqual(newer);
  expect(originOf(group(later), undefined, { seen, now })).toEqual({ createdAt: later });
});

it('says of the locks only what they say', () => {
  const createdAt = at;
  expect(isLocked({ createdAt, lockedStates: ['Locked'] })).toBe(true);
  expect(isLocked({ createdAt, lockedStates: ['Locked', 'TrunkUnLocked'] })).toBe(false);
  expect(isLocked({ createdAt, lockedStates: ['DriverDoorUnlocked'] })).toBe(false);
  expect(isLocked({ createdAt, lockedStates: ['TrunkLocked'] })).toBeUndefined();
  expect(isLocked({ createdAt })).toBeUndefined();
  expect(openingsOf({ createdAt, opening: [{ identifier: 'Trunk', state: 'Open' }] })).toEqual({
    Trunk: 'Open',
  });
});

it('finds vehicles by a part of the name or VIN, the fleet and the connection', () => {
  const vehicle = (vin: string, more: object) =>
    ({ vin, key: vin, motorization: 'Electric', ...more }) as Vehicle;
  const all = [
    vehicle('VR1AAAAAAAA000001', { label: 'My e-208', connection: { state: 'Online' } }),
    vehicle('VR1AAAAAAAA000002', { brand: 'Peugeot', fleet: { id: 'f', name: 'North' } }),
  ];
  const found = (wanted: Partial<Parameters<typeof filtered>[1]>) =>
    filtered(all, { search: null, fleet: null, state: null, ...wanted }).map(({ vin }) => vin.slice(-1));
  expect(found({})).toEqual(['1', '2']);
  expect(found({ search: ' E-208 ' })).toEqual(['1']);
  expect(found({ search: '000002' })).toEqual(['2']);
  expect(found({ fleet: 'f' })).toEqual(['2']);
  expect(found({ state: 'Online' })).toEqual(['1']);
  expect(all.map(nameOf)).toEqual(['My e-208', 'Peugeot 000002']);
});
