import { describe, expect, it } from 'vitest';
import { presentExtensions } from '../../src/api/present/events/event-extensions.ts';
import type { DataTrigger, Face } from '../../src/model/monitor.ts';
import type { EventValue, MonitorNotification, RemoteNotification } from '../../src/model/notification.ts';
import { compileRule } from '../../src/monitors/compile.ts';
import { data } from '../../src/monitors/data-table.ts';
import type { RuleState } from '../../src/monitors/rule.ts';
import { stepRule } from '../../src/monitors/step.ts';
import { composeWebhook } from '../../src/notifications/messages/compose-webhook.ts';
import { Message, MonitorEvents, RemoteEvents } from '../../src/notifications/messages/schemas.ts';
import { eventVehicle, fullLife, momentsOf, stateAfter, vin } from '../support/subscribers/event-vehicle.ts';
import { faultsOf, officialMessages } from '../support/subscribers/official-messages.ts';

const at = Date.UTC(2026, 4, 4, 6);
const names = Object.entries(data);
const state = stateAfter(fullLife);

/** One value of each datum that a face has. */
function valuesOf(face: Face): EventValue[] {
  const told = names.filter(([, datum]) => (datum.faces as readonly Face[]).includes(face));
  const values: EventValue[] = told.map(([name]) => ({
    data: name,
    value: { type: 'string', body: { literalValue: '1' } },
    ...(face === 'b2c' ? { previous: '0' } : {}),
  }));
  const [alert] = extensionsOf(face).find(({ type }) => type === 'vehicle.alerts')!.alerts;
  return [
    ...values,
    { data: 'vehicle.alert', value: { type: 'obj.alert', body: { objectValues: [alert as object] } } },
  ];
}

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

const extensionBodies = (face: Face) =>
  presentExtensions({ face, types, vehicle: eventVehicle(state, { face }) });

/** With what is in each body beside its type. */
const extensionsOf = (face: Face) =>
  extensionBodies(face).map(({ type, body }) => ({ type, ...([body].flat()[0] as { alerts: object[] }) }));

const monitored = (face: Face): MonitorNotification => ({
  kind: 'Monitor',
  vin,
  vid: 'v1',
  fleetId: 'f1',
  monitorId: 'm1',
  monitorLabel: 'All',
  at,
  refresh: false,
  values: valuesOf(face),
  extensions: extensionBodies(face),
});

const remote: RemoteNotification = {
  kind: 'Remote',
  vin,
  remoteActionId: 'r1',
  remoteType: 'Doors',
  at,
  eventStatus: {
    type: 'Done',
    status: 'Failed',
    failureCause: 'DoorsOpen',
    feedbackDetail: 'CIDBlacklisted',
  },
};

const composed = (face: Face, ...notifications: (MonitorNotification | RemoteNotification)[]) =>
  composeWebhook({
    face,
    callbackId: 'c1',
    callbackLabel: 'Mine',
    channels: {
      webhook: {
        name: 'mine',
        target: 'https://example.com',
        attributes: [{ type: 'Body', key: 'car', value: '$vin' }],
      },
    },
    notifications,
    now: at,
  }).body;

const messages = {
  b2c: {
    monitor: composed('b2c', monitored('b2c')),
    remote: composed('b2c', remote),
    several: composed('b2c', monitored('b2c'), remote) as object[],
  },
  b2b: {
    monitor: composed('b2b', monitored('b2b'), { ...monitored('b2b'), refresh: true }),
    remote: composed('b2b', remote),
  },
};

describe('messages are as their schemas say', () => {
  it.each([
    ['Message', Message, messages.b2c.monitor],
    ['Message', Message, messages.b2c.remote],
    ['Message', Message, messages.b2c.several[1]],
    ['MonitorEvents', MonitorEvents, messages.b2b.monitor],
    ['RemoteEvents', RemoteEvents, messages.b2b.remote],
  ])('%s', (_name, schema, message) => {
    expect(faultsOf(schema, message)).toEqual([]);
  });
});

const opened = { doorsState: { opening: [{ identifier: 'Trunk' as const, state: 'Open' as const }] } };

/** The values of the events that triggers on data raise in the life of the vehicle. */
function raisedBy(trigger: DataTrigger): EventValue[][] {
  const triggers = [{ name: 'a', data: trigger }];
  const rule = compileRule({ label: 'x', triggerParam: { triggers, boolExp: 'a' } }, () => true);
  let known: RuleState | undefined;
  const raised: EventValue[][] = [];
  for (const moment of momentsOf([...fullLife, [7, opened]])) {
    const stepped = stepRule(rule, known, moment);
    known = stepped.state;
    raised.push(...stepped.events.map(({ values }) => values));
  }
  return raised;
}

const triggers: readonly DataTrigger[] = [
  { data: 'vehicle.alert', op: 'onChange' },
  { data: 'vehicle.alert', op: 'includedIn', value: ['RiskOfIce', 'FuelLevelLow'] },
  { data: 'vehicle.collision.side', op: 'equalsTo', value: ['Front'] },
  { data: 'vehicle.collision.severity', op: 'includedIn', value: ['Minor', 'Major'] },
  { data: 'vehicle.kinetic.speed', op: 'greaterThan', value: ['51'] },
  { data: 'vehicle.trip.start', op: 'onChange' },
  { data: 'vehicle.alarm.trigger.type', op: 'equalsTo', value: ['RoofBreakIn'] },
  { data: 'vehicle.doorsState.opening', op: 'onChange' },
];

describe.each(triggers)('the events of $data, $op', (trigger) => {
  it.each(['b2c', 'b2b'] as const)('are told in %s as the schemas say', (face) => {
    const raised = raisedBy(trigger);
    expect(raised).not.toEqual([]);
    for (const values of raised) {
      const message = composed(face, { ...monitored(face), values });
      expect(faultsOf(face === 'b2c' ? Message : MonitorEvents, message)).toEqual([]);
    }
  });
});

/** What Roadwire tells beyond the contract: the official lists of words have no place for it. */
const own: Record<Face, readonly RegExp[]> = {
  b2c: [/collision/, /engines\.running/],
  b2b: [/drivingBehavior/, /engines\.running/, /vehicle\.alarm"/],
};

/** The models of the bodies of extensions. */
const models: Record<string, string> = {
  'vehicle.doorsState': 'DoorsState',
  'vehicle.status': 'Status',
  'vehicle.maintenance': 'Maintenance',
  'vehicle.position': 'Position',
  'vehicle.telemetry': 'Telemetry',
  'vehicle.alerts': 'Alert',
  'vehicle.alarm': 'VehicleStatusAlarm',
  'vehicle.collisions': 'Collision',
  'vehicle.trip': 'Trip',
  'vehicle.stolen': 'Stolen',
};

describe.each(['b2c', 'b2b'] as const)('the official schemas of %s', (face) => {
  const official = officialMessages(face);
  const schema = { b2c: ['Message', 'Message'], b2b: ['MonitorEvents', 'RemoteEvents'] }[face];

  it.skipIf(!official)('(skipped where ../shared/reference/openapi is not at hand) take the messages', () => {
    const faultsIn = (name = '', message: object = {}) => official!.messages(name, message);
    const told = withoutOwn(messages[face].monitor, own[face]);
    expect(faultsIn(schema[0], told)).toEqual([]);
    expect(faultsIn(schema[1], messages[face].remote)).toEqual([]);
    expect(faultsIn(schema[0], { ...told, attributes: [{}] })).not.toEqual([]);
  });

  it.skipIf(!official)('(skipped where they are not at hand) take what is in the extensions', () => {
    for (const { type, ...body } of extensionsOf(face)) {
      const model = models[type] ?? type;
      for (const one of Object.values(body).flat())
        expect([type, official!.models(model, one)]).toEqual([type, []]);
    }
  });
});

describe.each(['b2c', 'b2b'] as const)('the official models of %s', (face) => {
  const official = officialMessages(face);

  it.skipIf(!official)('(skipped where they are not at hand) take the objects of values', () => {
    const objects = triggers.slice(0, 4).flatMap(raisedBy).flat().map(objectsOf);
    for (const { type, values } of objects) {
      const model = type === 'obj.alert' ? 'Alert' : 'Collision';
      const told = values.map((one) => (face === 'b2b' ? { vin, ...one } : one));
      for (const one of told) expect([type, official?.models(model, one)]).toEqual([type, []]);
    }
  });
});

function objectsOf({ value: { type, body } }: EventValue): { type: string; values: object[] } {
  return { type, values: 'objectValues' in body ? body.objectValues : [] };
}

/** The message without values and extensions that are Roadwire's own. */
function withoutOwn(message: object, names: readonly RegExp[]): object {
  const isOwn = (one: object) =>
    names.some((name) => name.test(`"${'data' in one ? one.data : (one as { type: string }).type}"`));
  return JSON.parse(JSON.stringify(message), (key, value) =>
    key === 'values' || key === 'extensions' ? value.filter((one: object) => !isOwn(one)) : value,
  );
}
