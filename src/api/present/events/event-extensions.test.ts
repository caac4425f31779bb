import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body } from '../../../../test/support/cloud.ts';
import {
  eventVehicle,
  fullLife,
  stateAfter,
  vin,
} from '../../../../test/support/subscribers/event-vehicle.ts';
import { at, fold, reportsOf } from '../../../../test/support/vehicles/episodes.ts';
import type { Trip } from '../../../model/episodes.ts';
import type { EventExtension } from '../../../model/notification.ts';
import { emptyState } from '../../../model/vehicle-state.ts';
import { presentExtensions } from './event-extensions.ts';

const types = [
  'vehicle.doorsState',
  'vehicle.status',
  'vehicle.maintenance',
  'vehicle.position',
  'vehicle.telemetry',
  'vehicle.alerts',
  'vehicle.alarm',
  'vehicle.collisions',
  'vehicle.trip',
  'vehicle.stolen',
];
const life = stateAfter(fullLife);
const user = eventVehicle(life, { face: 'b2c' });
const owner = eventVehicle(life, { face: 'b2b' });
const iso = (minutes: number) => new Date(at(minutes)).toISOString();

type Bodies = Record<string, Body>;

/** What is in the bodies of extensions, by type, without the key; the key has to be the expected one. */
function insides(extensions: readonly EventExtension[]): Bodies {
  const entries = extensions.map(({ type, body }) => {
    const [only] = [body].flat();
    const [key, ...others] = Object.keys(only ?? {});
    expect(others).toEqual([]);
    expect(key).toBe(keys[type] ?? type.slice('vehicle.'.length));
    return [type, Object.values(only ?? {})[0]];
  });
  return Object.fromEntries(entries);
}
const keys: Record<string, string> = { 'vehicle.doorsState': 'doorState' };

const ofUser = (...asked: string[]) =>
  insides(presentExtensions({ face: 'b2c', types: asked, vehicle: user }));
const ofOwner = (...asked: string[]) =>
  insides(presentExtensions({ face: 'b2b', types: asked, vehicle: owner }));

describe('the extensions of an event', () => {
  it('come in the order in which they were asked for, each once: arrays in B2C, objects in B2B', () => {
    const asked = ['vehicle.position', 'vehicle.doorsState', 'vehicle.position', 'environment.air.temp'];
    const b2c = presentExtensions({ face: 'b2c', types: asked, vehicle: user });
    expect(b2c).toMatchObject([
      { type: 'vehicle.position', body: [{ position: { type: 'Feature' } }] },
      { type: 'vehicle.doorsState', body: [{ doorState: { createdAt: iso(1), lockedStates: ['Locked'] } }] },
    ]);
    const b2b = presentExtensions({ face: 'b2b', types: asked, vehicle: owner });
    expect(b2b).toMatchObject([
      { type: 'vehicle.position', body: { position: { type: 'Feature', properties: { vin } } } },
      { type: 'vehicle.doorsState', body: { doorState: { lockedStates: ['Locked'] } } },
    ]);
  });

  it('tell all there is to somebody who may see all', () => {
    const told = ofUser(...types);
    expect(Object.keys(told)).toEqual(types.filter((type) => type !== 'vehicle.stolen'));
    expect(told['vehicle.status']).toMatchObject({ createdAt: iso(6), odometer: { mileage: 501 } });
    expect(told['vehicle.maintenance']).toMatchObject({ createdAt: iso(5), daysBeforeMaintenance: 91 });
    expect(told['vehicle.alerts']).toMatchObject([
      { active: true, type: 'FuelLevelLow', startedAt: iso(2), startPosition: { type: 'Feature' } },
      { active: true, type: 'RiskOfIce' },
    ]);
    expect(told['vehicle.alarm']).toEqual({
      status: { createdAt: iso(4), activation: 'Active' },
      trigger: {
        createdAt: iso(4),
        type: 'RoofBreakIn',
        startAt: '2026-05-04T06:04:00.000Z',
        position: expect.objectContaining({ type: 'Feature' }),
      },
    });
    expect(told['vehicle.trip']).toMatchObject({ startedAt: iso(0), done: false, duration: 360 });
    expect(Object.keys(ofOwner(...types))).toEqual(types);
    expect(ofOwner('vehicle.stolen')['vehicle.stolen']).toMatchObject({ state: true, startedAt: iso(5) });
    expect(ofOwner('vehicle.status')['vehicle.status']).toMatchObject({ vin, stolen: { state: true } });
  });

  it('tell the latest collision and where it was, said once or again', () => {
    const collisions = {
      id: expect.any(String),
      createdAt: iso(3),
      details: [{ side: 'Front', severity: 'Minor' }],
    };
    const once = ofOwner('vehicle.collisions')['vehicle.collisions'];
    expect(once).toMatchObject({ ...collisions, position: { geometry: { coordinates: [2.35, 48.86] } } });
    const [, , , said = [3, {}]] = fullLife;
    const again = stateAfter([...fullLife.slice(0, 4), [3.5, said[1]], [60, {}]]);
    const vehicle = eventVehicle(again, { face: 'b2b' });
    const told = insides(presentExtensions({ face: 'b2b', types: ['vehicle.collisions'], vehicle }));
    expect(told['vehicle.collisions']).toEqual(once);
    expect(rowOfCollision().id).toBe(once.id);
  });

  it('tell of telemetry what was selected, all of it where nothing was', () => {
    const all = ofUser('vehicle.telemetry')['vehicle.telemetry'];
    expect(all).toMatchObject({
      createdAt: iso(6),
      privacy: { state: 'None' },
      environment: { air: { temp: 14.5 } },
      vehicle: { ignition: { createdAt: iso(0), type: 'Start' }, wipingBlades: { active: true } },
    });
    expect(all.vehicle.alarm.trigger.position.type).toBe('Feature');
    const some = ofUser('vehicle.telemetry.environment', 'vehicle.telemetry.vehicle.energies');
    expect(some['vehicle.telemetry']).toEqual({
      createdAt: iso(1),
      environment: { air: { temp: 14.5 } },
      vehicle: { energies: [{ type: 'Fuel', level: 55.5, autonomy: 410 }] },
    });
    const wider = ofUser('vehicle.telemetry.environment', 'vehicle.telemetry');
    expect(wider['vehicle.telemetry']).toEqual(all);
    expect(ofUser('vehicle.telemetry.colour')).toEqual({});
    expect(ofOwner('vehicle.telemetry.vehicle.wipingBlades')['vehicle.telemetry']).toEqual({
      createdAt: iso(6),
      vehicle: { wipingBlades: { createdAt: iso(6), active: true, speed: 'Low' } },
    });
  });

  it('tell the trip that is handed in instead of the one under way', () => {
    const body: Trip = {
      startedAt: at(-9),
      stoppedAt: at(-1),
      duration: 480,
      distance: 4,
      done: true,
      faults: [],
    };
    const trip = { id: 't1', body };
    const asked = { face: 'b2c' as const, types: ['vehicle.trip'], vehicle: user };
    expect(insides(presentExtensions({ ...asked, trip }))['vehicle.trip']).toMatchObject({
      id: 't1',
      done: true,
    });
  });

  it('are left out where nothing is known', () => {
    const vehicle = eventVehicle(emptyState, { face: 'b2b' });
    expect(presentExtensions({ face: 'b2b', types, vehicle })).toEqual([]);
    const quiet = eventVehicle(stateAfter([[0, { alerts: { active: [] } }]]), { face: 'b2b' });
    expect(presentExtensions({ face: 'b2b', types, vehicle: quiet })).toEqual([]);
  });

  it('hold neither links nor nulls, and nothing but JSON', () => {
    for (const told of [ofUser(...types), ofOwner(...types)]) {
      expect(JSON.parse(JSON.stringify(told))).toEqual(told);
      expect(JSON.stringify(told)).not.toMatch(/"_links"|null/);
    }
  });
});

describe('what may not be seen', () => {
  it.each([
    { scopes: ['data:telemetry:vehicle:doorsState'], told: ['doorsState', 'status', 'telemetry'] },
    { scopes: ['data:position'], told: ['status', 'position'] },
    { scopes: ['data:alert'], told: ['alerts'] },
    { scopes: ['data:collision'], told: ['collisions'] },
    { scopes: ['data:trip'], told: ['trip'] },
    { scopes: ['data:telemetry:vehicle:alarm'], told: ['status', 'telemetry', 'alarm'] },
    { scopes: ['data:telemetry:vehicle:maintenance'], told: ['maintenance'] },
    { scopes: ['remote:door:write'], told: [] },
  ])('with $scopes is all but $told', ({ scopes, told }) => {
    const vehicle = eventVehicle(life, { face: 'b2c', scopes });
    const extensions = presentExtensions({ face: 'b2c', types, vehicle });
    expect(extensions.map(({ type }) => type)).toEqual(told.map((name) => `vehicle.${name}`));
    if (!scopes.includes('data:position')) expect(JSON.stringify(extensions)).not.toContain('Feature');
  });

  it('is not told of services that the vehicle has not', () => {
    const vehicle = eventVehicle(life, { face: 'b2c', services: ['data:trip'] });
    const told = presentExtensions({ face: 'b2c', types, vehicle });
    expect(told.map(({ type }) => type)).toEqual(['vehicle.trip']);
  });

  it('is what the privacy mode hides, from users alone', () => {
    const geolocation = stateAfter([...fullLife, [7, { privacy: { state: 'Geolocation' } }]]);
    const full = stateAfter([...fullLife, [7, { privacy: { state: 'Full' } }]]);
    const told = (state: typeof full, face: 'b2c' | 'b2b') =>
      presentExtensions({ face, types, vehicle: eventVehicle(state, { face }) });
    expect(JSON.stringify(told(geolocation, 'b2c'))).not.toContain('Feature');
    expect(told(geolocation, 'b2c').map(({ type }) => type)).not.toContain('vehicle.position');
    expect(told(full, 'b2c').map(({ type }) => type)).toEqual(['vehicle.status', 'vehicle.telemetry']);
    expect(told(full, 'b2b')).toHaveLength(types.length);
  });

  it('stays hidden from users though it happened before, when all was hidden', () => {
    const hidden = fullLife.map(([minute, groups]) =>
      minute === 0
        ? ([minute, { ...groups, privacy: { state: 'Full' as const } }] as const)
        : ([minute, groups] as const),
    );
    const state = stateAfter(hidden);
    const opened = stateAfter([...hidden, [7, { privacy: { state: 'None' } }]]);
    const names = (one: typeof state, face: 'b2c' | 'b2b') =>
      presentExtensions({ face, types, vehicle: eventVehicle(one, { face }) }).map(({ type }) => type);
    expect(names(state, 'b2c')).toEqual(['vehicle.status', 'vehicle.telemetry']);
    // What still lasts when it is over is told when the vehicle tells it again.
    expect(names(opened, 'b2c')).toEqual(['vehicle.status', 'vehicle.telemetry']);
    expect(names(opened, 'b2b')).toHaveLength(types.length);
  });

  it('is never told to more than to somebody with wider scopes', () => {
    const anyScopes = fc.subarray([
      'data:telemetry',
      'data:position',
      'data:trip',
      'data:alert',
      'data:collision',
    ]);
    fc.assert(
      fc.property(anyScopes, anyScopes, (scopes, others) => {
        const told = (given: string[]) =>
          presentExtensions({
            face: 'b2c',
            types,
            vehicle: eventVehicle(life, { face: 'b2c', scopes: given }),
          });
        const wider = JSON.stringify(told([...scopes, ...others]));
        for (const { type } of told(scopes)) expect(wider).toContain(`"${type}"`);
      }),
    );
  });
});

/** The row of the collision of the life. */
function rowOfCollision() {
  let states = {};
  for (const report of reportsOf(fullLife)) {
    const step = fold.step(states, report);
    ({ states } = step);
    const change = step.changes.find(({ table }) => table === 'collisions');
    if (change) return change;
  }
  throw new Error('no collision');
}
