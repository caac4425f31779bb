import { expect, it } from 'vitest';
import type { Status } from '../../api/model.ts';
import { clockText, secondsOf } from './durations.ts';
import { labels } from './label-words.ts';
import { type FirstSeen, originOf } from './origins.ts';
import { groupsOf } from './status-groups.ts';

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
