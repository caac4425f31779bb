import { describe, expect, it } from 'vitest';
import type { Face } from '../../src/model/monitor.ts';
import { readMonitorParameter } from '../../src/monitors/parameter/read-monitor-parameter.ts';
import { bodyOf, faultsIn, monitorFaces } from '../support/subscribers/monitor-bodies.ts';

const webhook = { name: 'mine', target: 'https://example.com/hook' };
const header = { type: 'Header', key: 'Authorization', value: 'Basic bWU6aXQ=' };
const zone = { transition: 'In', place: { radius: 1, center: { longitude: 2, latitude: 48 } } };
const triggers = [{ name: 'z1', zone }];

/** What monitors bring along besides their triggers, in the spellings of the contracts' pages; and what is kept. */
const fleetTaken: [name: string, given: object, kept: object][] = [
  ['a webhook without its wrapper', { callback: webhook }, { callback: { webhook } }],
  [
    'attributes with a slip of the pen',
    { callback: { webhook: { ...webhook, attributres: [header] } } },
    { callback: { webhook: { ...webhook, attributes: [header] } } },
  ],
  [
    'the older number of retries',
    { callback: { webhook }, retryPolicy: { policy: 'Bounded', maxRetryNumber: 5, retryDelay: 30 } },
    { retryPolicy: { policy: 'Bounded', retryNumber: 5, retryDelay: 30 } },
  ],
  [
    'retries for three days',
    { callback: { webhook }, retryPolicy: { policy: 'Always', retryDelay: 60 } },
    { retryPolicy: { policy: 'Always', retryDelay: 60 } },
  ],
  [
    'batches',
    { callback: { webhook }, batchNotify: { size: 10, timeWindow: 5 } },
    { batchNotify: { size: 10, timeWindow: 5 } },
  ],
  ['reminders', { callback: { webhook }, refreshEvent: 60 }, { refreshEvent: 60 }],
];

const fleetRefused: [name: string, given: object, path: string][] = [
  ['no webhook', {}, 'callback'],
  ['a websocket', { callback: { websocket: { target: 'wss://example.com' } } }, 'callback'],
  [
    'a target that is no address',
    { callback: { webhook: { ...webhook, target: 'here' } } },
    'callback.webhook.target',
  ],
  [
    'a webhook without a name',
    { callback: { webhook: { target: webhook.target } } },
    'callback.webhook.name',
  ],
  ['another policy', { callback: { webhook }, retryPolicy: { policy: 'Often' } }, 'retryPolicy.policy'],
  [
    'no retry at all',
    { callback: { webhook }, retryPolicy: { policy: 'Bounded', retryNumber: 0 } },
    'retryPolicy.retryNumber',
  ],
  [
    'a hasty batch',
    { callback: { webhook }, batchNotify: { size: 10, timeWindow: 4 } },
    'batchNotify.timeWindow',
  ],
  ['a batch without a size', { callback: { webhook }, batchNotify: { timeWindow: 60 } }, 'batchNotify.size'],
  ['hasty reminders', { callback: { webhook }, refreshEvent: 59 }, 'refreshEvent'],
  [
    'no half attribute',
    { callback: { webhook: { ...webhook, attributes: [{ key: 'a' }] } } },
    'callback.webhook.attributes[0].type',
  ],
];

describe("the subscription of a fleet's monitor", () => {
  const triggerParam = { triggers, boolExp: 'z1' };

  it.each(fleetTaken)('may have %s', (_name, subscribeParam, kept) => {
    const result = readMonitorParameter('b2b', { label: 'Example', subscribeParam, triggerParam });
    expect(faultsIn(result)).toEqual([]);
    expect('parameter' in result && result.parameter.subscribeParam).toMatchObject(kept);
  });

  it.each(fleetRefused)('may not have %s', (_name, subscribeParam, path) => {
    const faults = faultsIn(readMonitorParameter('b2b', { label: 'Example', subscribeParam, triggerParam }));
    expect(faults.map((fault) => fault.path)).toContain(`subscribeParam.${path}`);
  });
});

describe('extensions', () => {
  const read = (face: Face, ...extendedEventParam: string[]) =>
    readMonitorParameter(face, bodyOf(face, { triggers, boolExp: 'z1' }, { extendedEventParam }));

  it.each([
    ['alerts', 'vehicle.alerts'],
    ['door.state', 'vehicle.doorsState'],
    ['vehicle.telemetry.vehicle.energies', 'vehicle.telemetry.vehicle.energies'],
    ['vehicle.collisions', 'vehicle.collisions'],
  ])('may be %s', (given, kept) => {
    for (const face of monitorFaces) {
      const result = read(face, given, 'vehicle.status', given);
      expect('parameter' in result && result.parameter.extendedEventParam).toEqual([kept, 'vehicle.status']);
    }
  });

  it.each([
    ['b2c', 'vehicle.stolen'],
    ['b2b', 'vehicle.alarm'],
    ['b2c', 'environment.air.temp'],
    ['b2b', 'vehicle.telemetry.vehicle.odometer'],
    ['b2c', 'vehicle.telemetry.vehicle.lighting'],
  ] as const)('of %s may not be %s', (face, given) => {
    expect(faultsIn(read(face, 'vehicle.trip', given)).map(({ path }) => path)).toEqual([
      'extendedEventParam[1]',
    ]);
  });
});
