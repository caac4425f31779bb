import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../api/live.ts';
import type { Vehicle } from '../api/model.ts';
import { createLiveStore } from './live-store.ts';

const position = (vehicle: string, longitude: number) =>
  ({
    event: 'position',
    vehicle,
    position: { type: 'Feature', geometry: { type: 'Point', coordinates: [longitude, 48] }, properties: {} },
  }) as unknown as LiveEvent;

const vehicle = { id: 'v1', key: 'f1.v1' } as Vehicle;

function open() {
  const due: (() => void)[] = [];
  const store = createLiveStore((call) => due.push(call));
  const frame = () => {
    for (const call of due.splice(0)) call();
  };
  return { store, frame };
}

describe('what the live stream has told', () => {
  it('is found by the key of the vehicle, also where it was told before the key was known', () => {
    const { store } = open();
    store.take(position('v1', 2), 0);
    expect(store.vehicles.size).toBe(0);
    store.know([vehicle]);
    expect(store.vehicles.get('f1.v1')?.position?.geometry.coordinates[0]).toBe(2);
  });

  it('is told to listeners once for each frame', () => {
    const { store, frame } = open();
    let calls = 0;
    store.subscribe(() => {
      calls += 1;
    });
    for (let index = 0; index < 100; index += 1) store.take(position('v1', index), 0);
    frame();
    expect(calls).toBe(1);
  });

  it('counts as heard now only once the past has been told', () => {
    const { store } = open();
    store.know([vehicle]);
    store.take({ event: 'reset', reason: 'new' }, 1);
    store.take(position('v1', 2), 1);
    expect(store.vehicles.get('f1.v1')?.heardAt).toBeUndefined();
    store.take({ event: 'ready' }, 2);
    store.take(position('v1', 3), 3);
    expect(store.vehicles.get('f1.v1')?.heardAt).toBe(3);
  });

  it('is forgotten when the stream begins anew, and of a vehicle that is gone', () => {
    const { store } = open();
    store.know([vehicle]);
    store.take(position('v1', 2), 1);
    store.take({ event: 'gone', vehicle: 'v1' } as LiveEvent, 1);
    expect(store.vehicles.size).toBe(0);
    store.take(position('v1', 2), 1);
    store.take({ event: 'reset', reason: 'slow' }, 1);
    expect(store.vehicles.size).toBe(0);
  });
});
