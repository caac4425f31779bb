import { expect, it } from 'vitest';
import { covers, groupScopes } from '../auth/scopes.ts';
import { type DatumName, data } from './data-table.ts';
import { scopesNeeded } from './needs.ts';
import { readers } from './read-datum.ts';

const zone = { transition: 'In' as const, place: { radius: 1, center: { longitude: 2, latitude: 48 } } };

it('a monitor needs the scopes of what it watches and of what it brings along, each once', () => {
  const triggers = [
    { name: 'z', zone },
    { name: 'a', data: { data: 'vehicle.alert', op: 'onChange' as const } },
    { name: 't', data: { data: 'vehicle.trip.start', op: 'onChange' as const } },
    { name: 'c', data: { data: 'vehicle.collision.side', op: 'equalsTo' as const, value: ['Front'] } },
    {
      name: 'k',
      time: { times: [{ recurrence: 'None' as const, start: '2026-01-01T00:00:00Z' }], timeZone: 'UTC' },
    },
  ];
  const extendedEventParam = [
    'vehicle.position',
    'vehicle.trip',
    'vehicle.telemetry.vehicle.alarm.status',
    'vehicle.status',
  ];
  const triggerParam = { triggers, boolExp: 'z & a & t & c & k' };
  expect(scopesNeeded({ label: 'x', extendedEventParam, triggerParam })).toEqual([
    'data:position',
    'data:alert',
    'data:trip',
    'data:collision',
    'data:telemetry:vehicle:kinetic',
    'data:telemetry:vehicle:alarm',
    'data:telemetry',
  ]);
});

it('the scope of a datum is that of a group that it is read from, and `data:telemetry` opens it or it has its own', () => {
  const own = ['data:alert', 'data:trip', 'data:collision', 'data:stolen'];
  for (const [name, { scope }] of Object.entries(data)) {
    expect(own.includes(scope) || covers(['data:telemetry'], scope), name).toBe(true);
    const groups = readers[name as DatumName]?.groups ?? [];
    expect(groups.length === 0 || groups.some((group) => groupScopes[group] === scope), name).toBe(true);
  }
});
