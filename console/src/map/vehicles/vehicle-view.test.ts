import { describe, expect, it } from 'vitest';
import type { Vehicle } from '../../api/model.ts';
import type { LiveVehicle } from '../../query/live-store.ts';
import { viewOf } from './vehicle-view.ts';

const now = Date.UTC(2026, 5, 1, 12);
const at = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString();

const vehicle = (connection?: Vehicle['connection']) =>
  ({
    key: 'a',
    id: 'a',
    vin: 'VR1',
    motorization: 'Electric',
    ...(connection ? { connection } : {}),
  }) as Vehicle;

const live = (more: Partial<LiveVehicle> = {}): LiveVehicle => ({
  key: 'a',
  status: {},
  alerts: new Set(),
  isStolen: false,
  ...more,
});

describe('why a vehicle is silent', () => {
  it.each([
    ['its driver hides everything', { state: 'Online', withheld: { privacy: 'Full' } }, 'privacy'],
    [
      'no service uploads positions',
      { state: 'Online', withheld: { services: ['positions'] } },
      'serviceOff',
    ],
    ['it sleeps', { state: 'Asleep', lastHeardAt: at(400) }, 'asleep'],
    ['its line is broken', { state: 'Offline', lastHeardAt: at(400) }, 'offline'],
    ['it went after its last word', { state: 'Offline', since: at(9), lastHeardAt: at(10) }, 'offline'],
    ['it fell asleep after its last word', { state: 'Asleep', since: at(9), lastHeardAt: at(10) }, 'asleep'],
    ['it says nothing', { state: 'Online', lastHeardAt: at(400) }, 'quiet'],
  ] as const)('because %s', (_why, connection, silence) => {
    const given = connection as unknown as Vehicle['connection'];
    expect(viewOf(vehicle(given), undefined, now).silence).toBe(silence);
  });

  it('is not asked of one that spoke after it had gone', () => {
    const gone = { state: 'Offline', since: at(60), lastHeardAt: at(61) } as Vehicle['connection'];
    expect(viewOf(vehicle(gone), live({ heardAt: now - 1000 }), now).silence).toBeUndefined();
  });

  it('is not asked of one that was just heard, whatever its connection was', () => {
    const view = viewOf(vehicle({ state: 'Asleep' }), live({ heardAt: now - 1000 }), now);
    expect(view.silence).toBeUndefined();
  });
});

describe('the state of a vehicle', () => {
  it('is driving while it moves, parked when it stands', () => {
    const moving = live({ status: { kinetic: { createdAt: at(1), moving: true, speed: 50 } } });
    const standing = live({ status: { kinetic: { createdAt: at(1), moving: false, speed: 0 } } });
    expect(viewOf(vehicle(), moving, now).state).toBe('driving');
    expect(viewOf(vehicle(), standing, now).state).toBe('parked');
  });

  it('is stolen before anything else', () => {
    const view = viewOf(
      vehicle(),
      live({ isStolen: true, status: { kinetic: { createdAt: at(1), moving: true } } }),
      now,
    );
    expect(view.state).toBe('stolen');
  });
});
