import { type TProperties, Type } from 'typebox';
import { DateTime, oneOf } from '../../model/schema.ts';

const exact = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

const text = Type.String();
const attributes = Type.Array(exact({ key: text, value: text }));
const refresh = Type.Boolean({ description: 'Whether it is a reminder of what was told before' });

/** Of the types `obj.…` there are objects, else a literal. */
function value(types: readonly string[]) {
  const literal = exact({ literalValue: text });
  const objects = exact({ objectValues: Type.Array(Type.Object({}), { minItems: 1 }) });
  return Type.Union([
    exact({ type: oneOf(['string']), body: literal }),
    exact({ type: oneOf(types.filter((type) => type !== 'string')), body: objects }),
  ]);
}

/** The keys of the bodies of extensions. */
const extensionBody = Type.Object(
  Object.fromEntries(
    [
      'doorState',
      'status',
      'maintenance',
      'position',
      'telemetry',
      'alarm',
      'collisions',
      'trip',
      'stolen',
    ].map((key) => [key, Type.Optional(Type.Object({}))]),
  ),
  { minProperties: 1, maxProperties: 1 },
);
const alertsBody = exact({ alerts: Type.Array(Type.Object({}), { minItems: 1 }) });
const body = Type.Union([alertsBody, extensionBody]);

const eventStatus = exact({
  type: oneOf(['Pending', 'Done']),
  status: text,
  failureCause: Type.Optional(text),
  feedbackDetail: Type.Optional(text),
});

const monitorEvent = exact({
  monitorId: text,
  values: Type.Array(
    exact({
      data: text,
      value: value(['string', 'obj.alert', 'obj.collision']),
      previous: Type.Optional(text),
    }),
  ),
  extensions: Type.Array(exact({ type: text, body: Type.Array(body, { minItems: 1, maxItems: 1 }) })),
  refresh,
  eventDate: DateTime,
});

const remoteEvent = exact({ remoteActionId: text, remoteType: text, eventStatus, eventDate: DateTime });

/** What is sent to a callback of an end user's application; several that had to wait come in an array. */
export const Message = exact({
  callbackId: text,
  attributes,
  type: oneOf(['Monitor', 'Remote', 'Ping']),
  date: DateTime,
  monitorEvent: Type.Optional(monitorEvent),
  remoteEvent: Type.Optional(remoteEvent),
});

const fleetMonitorEvent = exact({
  fleetId: Type.Optional(text),
  vin: text,
  eventDate: DateTime,
  values: Type.Array(exact({ data: text, value: value(['string', 'obj.alert', 'obj.collision']) })),
  extensions: Type.Array(exact({ type: text, body })),
  refresh,
});

/** What is sent to the webhook of a fleet owner's monitor. */
export const MonitorEvents = exact({
  monitorId: text,
  attributes,
  events: Type.Array(fleetMonitorEvent, { minItems: 1 }),
});

const fleetRemoteEvent = exact({
  remoteActionId: text,
  vin: text,
  eventDate: DateTime,
  remoteType: text,
  eventStatus,
});

/** What is sent to a fleet owner's callback for remote actions. */
export const RemoteEvents = exact({
  callbackId: text,
  attributes,
  events: Type.Array(fleetRemoteEvent, { minItems: 1 }),
});
