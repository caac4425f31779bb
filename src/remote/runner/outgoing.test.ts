import { expect, it } from 'vitest';
import { createLog } from '../../lib/log.ts';
import type { RemoteActionRow } from '../../store/remote/remote-actions.ts';
import { createOutgoing } from './outgoing.ts';

const row: RemoteActionRow = {
  ...{
    publicId: 'a1',
    vehicleId: 7,
    callbackId: 1,
    vin: 'VR1OUT',
    wakeUpChannel: null,
    steps: 2,
    createdAt: 0,
  },
  request: { type: 'Doors', body: { door: { state: 'Locked' } } },
  step: { type: 'Pending', status: 'WakingUpVehicle' },
  ...{ phase: 'waking', dueAt: 60_000, expiresAt: 120_000 },
};

it('what was deleted while its vehicle slept is looked at when its time is over, and then forgotten', () => {
  let now = 0;
  const outgoing = createOutgoing({
    vehicles: {
      isOnLine: () => false,
      lastHeardAt: () => undefined,
      languageOf: () => undefined,
      send: async () => false,
    },
    wakeUps: { wake: async () => undefined },
    encode: () => undefined,
    onBroken: () => undefined,
    clock: { now: () => now },
    log: createLog({ logLevel: 'silent', logPretty: false }),
  });
  outgoing.remember(7, [row]);
  now = 59_999;
  expect(outgoing.overlooked()).toEqual([]);
  now = 60_000;
  expect(outgoing.overlooked()).toEqual([7]);
  outgoing.remember(7, []);
  expect(outgoing.overlooked()).toEqual([]);
  expect(outgoing.hasPending(7)).toBe(false);
});
