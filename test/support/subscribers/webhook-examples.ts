import { presentExtensions } from '../../../src/api/present/events/event-extensions.ts';
import type { Attribute, Channels } from '../../../src/model/monitor.ts';
import type { MonitorNotification, RemoteNotification } from '../../../src/model/notification.ts';
import { composePush } from '../../../src/notifications/messages/compose-push.ts';
import { composeWebhook, type WebhookRequest } from '../../../src/notifications/messages/compose-webhook.ts';
import { at } from '../vehicles/episodes.ts';
import { eventVehicle, fullLife, stateAfter, vin } from './event-vehicle.ts';

const callback = { callbackId: '5c7d0e3b9a41', callbackLabel: 'My server' };
const now = at(7);
const types = ['vehicle.position', 'vehicle.doorsState'];
const state = stateAfter(fullLife);
const event = {
  kind: 'Monitor',
  vin,
  monitorId: '8f21c6a4d0b7',
  monitorLabel: 'Faster than 50',
  at: at(6),
  refresh: false,
} as const;
const value = {
  data: 'vehicle.kinetic.speed',
  value: { type: 'string', body: { literalValue: '52' } },
} as const;

const moved: MonitorNotification = {
  ...event,
  values: [value],
  extensions: presentExtensions({ face: 'b2c', types, vehicle: eventVehicle(state, { face: 'b2c' }) }),
};
const unplugged: MonitorNotification = {
  ...event,
  monitorId: '11be90d2c3f5',
  monitorLabel: 'Not charging any more',
  values: [
    {
      data: 'vehicle.energy.charging.status',
      value: { type: 'string', body: { literalValue: 'Finished' } },
      previous: 'InProgress',
    },
  ],
  extensions: [],
};
const ofFleet: MonitorNotification = {
  ...event,
  vid: '77a0',
  fleetId: 'b3e5518c2f90',
  values: [value],
  extensions: presentExtensions({
    face: 'b2b',
    types: types.slice(0, 1),
    vehicle: eventVehicle(state, { face: 'b2b' }),
  }),
};
const locked: RemoteNotification = {
  kind: 'Remote',
  vin,
  remoteActionId: '0d2f6b7e4c18',
  remoteType: 'Doors',
  remoteLabel: 'Lock',
  at: at(6),
  eventStatus: { type: 'Done', status: 'Failed', failureCause: 'DoorsOpen' },
};

const attributes: Attribute[] = [
  { type: 'Header', key: 'Authorization', value: 'Basic bWU6aXQ=' },
  { type: 'Body', key: 'car', value: '$vin' },
  { type: 'Query', key: 'from', value: '$CallbackLabel' },
];
const webhook: Channels = { webhook: { name: 'mine', target: 'https://example.com/hook', attributes } };
const push: Channels = {
  pushnotif: {
    devices: ['dev1'],
    attributes: [
      { type: 'Header', key: 'car', value: '$vin' },
      { type: 'Body', key: 'body', value: 'Ready to leave' },
      { type: 'Body', key: 'sound', value: 'bell' },
      { type: 'Body', key: 'deliveryPriority', value: 'high' },
    ],
  },
};

const sent = (face: 'b2c' | 'b2b', ...notifications: (MonitorNotification | RemoteNotification)[]) =>
  composeWebhook({ face, ...callback, channels: webhook, notifications, now });

/** What docs/webhooks.md shows, by the name before it. */
export function examples(): Record<string, object> {
  const pinged: WebhookRequest = composeWebhook({
    face: 'b2c',
    ...callback,
    channels: { webhook: { name: 'mine', target: 'https://example.com/hook' } },
    notifications: [{ kind: 'Ping', at: now }],
    now,
  });
  const to = { face: 'b2c', ...callback, channels: push, device: 'dev1' } as const;
  const pushed = composePush({ ...to, notification: unplugged, now });
  const { mph_message } = pushed.data;
  return {
    'an event of a monitor, B2C': sent('b2c', moved).body,
    'a remote action, B2C': sent('b2c', locked).body,
    'two that had to wait, B2C': sent('b2c', unplugged, locked).body,
    'an event of a monitor, B2B': sent('b2b', ofFleet).body,
    'a remote action, B2B': sent('b2b', locked).body,
    'a ping': pinged.body,
    'a push notification': {
      ...pushed,
      data: { ...pushed.data, mph_message: `${String(mph_message).slice(0, 16)}…` },
    },
  };
}
