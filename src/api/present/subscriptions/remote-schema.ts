import { type TProperties, Type } from 'typebox';
import { Day } from '../../../model/energies.ts';
import {
  doneStatuses,
  failureCauses,
  feedbackDetails,
  pendingStatuses,
  type RemoteType,
  remoteTypes,
} from '../../../model/remote.ts';
import { DateTime, oneOf, partial } from '../../../model/schema.ts';
import { links } from '../../shared/lists/hal.ts';
import { attributes, CallbackAttributes } from './monitor-schema.ts';

const slot = Type.Optional(Type.Integer({ minimum: 1, maximum: 4 }));
const relative = (what: string) =>
  Type.Optional(Type.String({ description: `${what}: ISO 8601 duration since 00:00` }));

const program = {
  slot,
  enabled: Type.Optional(Type.Boolean()),
  recurrence: Type.Optional(oneOf(['None', 'Daily'])),
  start: relative('Start'),
  occurence: Type.Optional(partial({ day: Type.Array(Day) })),
};

const RemotePreconditioning = Type.Object(
  {
    airConditioning: partial({
      immediate: Type.Boolean(),
      programs: Type.Array(Type.Object({ ...program, actionsType: Type.Optional(oneOf(['Set', 'Delete'])) })),
    }),
  },
  { $id: 'RemotePreconditioning' },
);

const RemoteCharging = Type.Partial(
  Type.Object({
    immediate: Type.Boolean({ description: '`true` starts, `false` stops a charge' }),
    schedule: partial({
      programs: Type.Array(Type.Object({ ...program, end: relative('End') })),
      nextDelayedTime: Type.String(),
    }),
    preferences: partial({
      level: oneOf(['Level1', 'Level2', 'Level3', 'Level4', 'Level5']),
      type: oneOf(['Partial', 'Full']),
    }),
    nextDelayedTime: Type.String({ description: 'Deprecated: `schedule.nextDelayedTime`' }),
  }),
  { $id: 'RemoteCharging' },
);

const GeoPoint = Type.Object({
  type: oneOf(['Point']),
  coordinates: Type.Array(Type.Number(), { description: 'Longitude and latitude in degrees' }),
});

const Immobilization = Type.Object({ activate: Type.Boolean() });

const actions = {
  preconditioning: RemotePreconditioning,
  charging: RemoteCharging,
  door: Type.Object({
    state: oneOf(['Locked', 'Unlocked']),
    forced: Type.Optional(Type.Boolean({ description: 'Deprecated; of a lock alone' })),
  }),
  horn: Type.Object({ state: oneOf(['Activated', 'Unactivated']) }),
  lights: Type.Object({ on: Type.Boolean() }),
  wakeUp: partial({ action: oneOf(['WakeUp']) }),
  navigation: Type.Object({
    positions: Type.Array(GeoPoint, { description: '1 to 10; the last is the destination' }),
    driverApproval: Type.Optional(Type.Boolean({ description: 'Deprecated' })),
  }),
};

const fleetActions = {
  ...actions,
  immobilization: Immobilization,
  stolen: partial({
    stolen: Type.Boolean(),
    trackingPeriod: partial({
      running: Type.Integer({ description: 'Seconds, from 5' }),
      shutdown: Type.Integer({ description: 'Seconds, from 60' }),
    }),
    immobilization: Immobilization,
  }),
};

function remote(own: TProperties, all: Record<string, (typeof fleetActions)[keyof typeof fleetActions]>) {
  const optional = Object.fromEntries(
    Object.entries(all).map(([name, schema]) => [name, Type.Optional(schema)]),
  );
  return Type.Object(
    { label: Type.Optional(Type.String()), ...own, ...optional },
    { $id: 'Remote', description: 'Exactly one of the actions; see docs/remote.md' },
  );
}

/** What a vehicle is to do. */
export const Remote = remote({ attributes, callbackAttributes: Type.Optional(CallbackAttributes) }, actions);
export const FleetRemote = remote({}, fleetActions);

const status = oneOf([...pendingStatuses, ...doneStatuses]);
const userTypes = remoteTypes.filter((type) => type !== 'Immobilization' && type !== 'Stolen');
const to = links().properties.self;

function posted(own: TProperties, types: readonly RemoteType[]) {
  return Type.Object(
    {
      _links: partial({ callback: to, remote: to, ...own }),
      remoteActionId: Type.String(),
      type: oneOf(types),
    },
    { $id: 'RemotePostResponse' },
  );
}

export const RemotePostResponse = posted({}, userTypes);
export const FleetRemotePostResponse = posted({ fleet: to }, remoteTypes);

function action(
  _links: ReturnType<typeof links>,
  { types, body }: { types: readonly RemoteType[]; body: ReturnType<typeof remote> },
) {
  return Type.Object(
    {
      _links,
      remoteActionId: Type.String(),
      type: oneOf(types),
      status,
      remote: body,
      failureCause: Type.Optional(oneOf(failureCauses)),
      feedbackDetail: Type.Optional(oneOf(feedbackDetails)),
    },
    { $id: 'RemoteAction' },
  );
}

export const RemoteAction = action(links('callback'), { types: userTypes, body: Remote });
export const FleetRemoteAction = action(links('callback', 'fleet'), {
  types: remoteTypes,
  body: FleetRemote,
});

/** Sent along with a remote action, so that it is not asked for twice. */
export const idempotencyHeaders = {
  'Idempotency-Key': Type.Optional(
    Type.String({
      maxLength: 255,
      description:
        'A text of your own: for 24 hours the same request with it gets the answer of the first. An extension of Roadwire',
    }),
  ),
};

const percent = Type.Integer({ minimum: 1, maximum: 100 });

/** What sets a charge limit. */
export const ChargeLimitSetter = Type.Object({ percent }, { $id: 'ChargeLimitSetter' });

export const ChargeLimit = Type.Object(
  { _links: links('vehicle', 'events'), percent, createdAt: DateTime, updatedAt: DateTime },
  { $id: 'ChargeLimit' },
);

export const ChargeLimitEvent = Type.Object(
  {
    eventDate: DateTime,
    percent: Type.Integer({ description: 'The limit then' }),
    level: Type.Optional(Type.Number({ description: 'Of the battery then, %' })),
    remoteActionId: Type.Optional(Type.String()),
    status,
    failureCause: Type.Optional(oneOf(failureCauses)),
  },
  { $id: 'ChargeLimitEvent' },
);
