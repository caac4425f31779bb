import { Type } from 'typebox';

const Time = Type.String({ format: 'date-time' });

const AccountVehicle = Type.Object(
  {
    id: Type.String({ description: 'Its id in the Web API' }),
    vin: Type.String(),
    brand: Type.Optional(Type.String()),
    label: Type.Optional(Type.String()),
    linkedAt: Time,
    fleets: Type.Array(Type.String(), { description: 'Names of the fleets that it is in' }),
    isShared: Type.Boolean({ description: "Whether it is in somebody else's account, too" }),
  },
  { $id: 'AccountVehicle' },
);

export const Myself = Type.Object(
  {
    email: Type.String(),
    firstName: Type.Optional(Type.String()),
    lastName: Type.Optional(Type.String()),
    vehicles: Type.Array(AccountVehicle),
    keptDays: Type.Integer({ description: 'For how long what vehicles tell is kept' }),
  },
  { $id: 'Myself' },
);

const Consent = Type.Object(
  {
    clientId: Type.String(),
    name: Type.String(),
    scopes: Type.Array(Type.String()),
    isAll: Type.Boolean({ description: "Of the operator's own: it sees everything without naming it" }),
    since: Time,
    lastReadAt: Type.Optional(Time),
  },
  { $id: 'Consent' },
);

export const Consents = Type.Object({ consents: Type.Array(Consent) }, { $id: 'Consents' });

const ReadEntry = Type.Object(
  {
    clientId: Type.String(),
    application: Type.Optional(Type.String({ description: 'Its name; missing where it is gone' })),
    vin: Type.Optional(Type.String()),
    brand: Type.Optional(Type.String()),
    label: Type.Optional(Type.String()),
    kind: Type.String(),
    hour: Time,
    firstAt: Time,
    lastAt: Time,
    reads: Type.Integer(),
  },
  { $id: 'ReadEntry', description: 'What one application read of one kind within an hour' },
);

export const ReadsPage = Type.Object(
  {
    reads: Type.Array(ReadEntry),
    next: Type.Optional(Type.String({ description: 'The `after` of the page that follows' })),
  },
  { $id: 'ReadsPage' },
);

export const readsQuery = Type.Object({
  application: Type.Optional(Type.String({ description: 'The client_id of an application' })),
  vin: Type.Optional(Type.String()),
  after: Type.Optional(Type.String({ description: 'A `next` of this list' })),
});
