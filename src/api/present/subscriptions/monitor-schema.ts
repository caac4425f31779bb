import { type TProperties, Type } from 'typebox';
import { attributeTypes, dataOperators, subscriptionStatuses } from '../../../model/monitor.ts';
import { DateTime, oneOf, partial } from '../../../model/schema.ts';
import { links } from '../../shared/lists/hal.ts';

export const SubscriptionStatus = oneOf(subscriptionStatuses);

export const Attribute = Type.Object(
  { type: oneOf(attributeTypes), key: Type.String(), value: Type.String() },
  { $id: 'Attribute' },
);

export const attributes = Type.Optional(Type.Array(Attribute));

export const Webhook = Type.Object(
  { name: Type.String(), target: Type.String(), attributes },
  { $id: 'Webhook' },
);

export const RetryPolicy = Type.Object(
  {
    policy: oneOf(['None', 'Bounded', 'Always']),
    retryNumber: Type.Optional(Type.Integer()),
    retryDelay: Type.Optional(Type.Integer({ description: 'Seconds' })),
  },
  { $id: 'RetryPolicy' },
);

export const BatchNotify = Type.Object(
  { size: Type.Integer(), timeWindow: Type.Optional(Type.Integer({ description: 'Seconds' })) },
  { $id: 'BatchNotify' },
);

const Point = Type.Object({ longitude: Type.Number(), latitude: Type.Number() }, { $id: 'Point' });

const Zone = Type.Object(
  {
    transition: oneOf(['In', 'Out']),
    place: Type.Optional(Type.Object({ radius: Type.Number({ description: 'km' }), center: Point })),
    polygon: Type.Optional(
      Type.Array(Point, { description: 'In the place of `place`: an extension of Roadwire' }),
    ),
    minDuration: Type.Optional(
      Type.Number({ description: 'Seconds for which it has to hold: an extension of Roadwire' }),
    ),
  },
  { $id: 'ZoneTrigger' },
);

const Occurrence = partial({
  day: Type.Array(oneOf(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])),
  week: Type.Array(Type.String({ description: '`w7` or `w34-w46`' })),
});

const Time = Type.Object(
  {
    times: Type.Array(
      Type.Object({
        recurrence: oneOf(['None', 'Daily']),
        start: Type.String(),
        duration: Type.Optional(Type.String()),
        occurence: Type.Optional(Occurrence),
      }),
    ),
    timeZone: Type.String(),
  },
  { $id: 'TimeTrigger' },
);

const texts = Type.Array(Type.String());

const Data = Type.Object(
  {
    data: Type.String(),
    op: oneOf(dataOperators),
    value: Type.Optional(texts),
    previous: Type.Optional(Type.Object({ op: oneOf(['equalsTo', 'includedIn']), value: texts })),
  },
  { $id: 'DataTrigger' },
);

const Trigger = Type.Object(
  {
    name: Type.String(),
    zone: Type.Optional(Zone),
    time: Type.Optional(Time),
    data: Type.Optional(Data),
  },
  { $id: 'MonitorTrigger', description: 'Exactly one of `zone`, `time` and `data`' },
);

const refreshEvent = Type.Optional(
  Type.Integer({ description: 'Seconds between reminders while it stays true' }),
);

/** As the contract has them: lists of attributes by the kind of the callback. */
export const CallbackAttributes = partial({
  webhook: Type.Array(Attribute),
  websocket: Type.Array(Attribute),
  pushnotif: Type.Array(Attribute),
});

const subscribeParam = {
  b2c: Type.Optional(partial({ refreshEvent, callbackAttributes: CallbackAttributes })),
  b2b: Type.Object({
    callback: Type.Object({ webhook: Webhook }),
    refreshEvent,
    retryPolicy: Type.Optional(RetryPolicy),
    batchNotify: Type.Optional(BatchNotify),
  }),
};

function parameter(own: TProperties) {
  return Type.Object(
    {
      label: Type.String(),
      ...own,
      extendedEventParam: Type.Optional(Type.Array(Type.String())),
      triggerParam: Type.Object({ triggers: Type.Array(Trigger), boolExp: Type.String() }),
    },
    { $id: 'MonitorParameter' },
  );
}

export const MonitorParameter = parameter({ subscribeParam: subscribeParam.b2c, attributes });
export const FleetMonitorParameter = parameter({ subscribeParam: subscribeParam.b2b });

const dates = { createdAt: DateTime, updatedAt: DateTime };

function monitor(own: TProperties, monitorParameter: typeof MonitorParameter | typeof FleetMonitorParameter) {
  return Type.Object(
    { ...own, monitorId: Type.String(), monitor: monitorParameter, status: SubscriptionStatus, ...dates },
    { $id: 'Monitor' },
  );
}

export const Monitor = monitor({ _links: links() }, MonitorParameter);
export const FleetMonitor = monitor({ _links: links('fleet') }, FleetMonitorParameter);

/** Once, where it is made; nothing tells it again. */
export const secret = Type.Optional(
  Type.String({
    description: 'Signs what is sent. An extension of Roadwire; said here and nowhere else',
  }),
);

export const MonitorRef = Type.Object(
  {
    _links: partial({ monitor: links().properties.self, fleet: links().properties.self }),
    monitorId: Type.String(),
    status: SubscriptionStatus,
    ...dates,
    secret,
  },
  { $id: 'MonitorRef' },
);

/** What sets the status of a monitor or a callback. */
export const StatusSetter = Type.Object({ status: oneOf(['Running', 'Paused']) }, { $id: 'StatusSetter' });

const anything = Type.Object({}, { additionalProperties: true });

/** Days of history that a monitor is tried on. */
export const dryRunQuery = {
  days: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 366,
      description: 'How far back; 7 by default, at most what is kept',
    }),
  ),
};

const eventValues = Type.Array(
  Type.Object({
    data: Type.String(),
    value: Type.Object({
      type: Type.String(),
      body: partial({ literalValue: Type.String(), objectValues: Type.Array(anything) }),
    }),
    previous: Type.Optional(Type.String()),
  }),
);

export const MonitorEvent = Type.Object(
  {
    id: Type.String(),
    vin: Type.Optional(Type.String()),
    vid: Type.Optional(Type.String()),
    eventDate: DateTime,
    refresh: Type.Boolean(),
    values: eventValues,
  },
  { $id: 'MonitorEvent' },
);

export const DryRun = Type.Object(
  {
    from: DateTime,
    until: DateTime,
    reports: Type.Integer({ description: 'Reports that were looked at' }),
    isComplete: Type.Boolean({ description: 'Whether all of them were: there is a bound' }),
    events: Type.Array(
      Type.Object({
        vin: Type.Optional(Type.String()),
        eventDate: DateTime,
        values: eventValues,
        refresh: Type.Boolean(),
      }),
    ),
  },
  { $id: 'MonitorDryRun' },
);
