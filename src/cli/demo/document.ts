import { Type } from 'typebox';
import { choices, happeningKinds, places } from '../../../simulator/happenings.ts';
import { oneOf } from '../../model/schema.ts';

/** The OpenAPI document of what only the demo has. */
export const demoDocument = {
  path: '/openapi/demo.json',
  root: '/demo/v1',
  info: {
    title: 'Roadwire: the demo',
    description:
      'The open doors of the demo, and what can be made to happen to its simulated vehicles. Answered on its own machine only.',
    version: '1',
  },
};

const Refusal = Type.Object({ code: Type.Integer(), message: Type.String() }, { $id: 'Refusal' });
const Token = Type.String({ description: 'A bearer token' });

const Doors = Type.Object(
  {
    driver: Type.Optional(
      Type.Object(
        { clientId: Type.String(), accessToken: Token },
        { description: 'Missing where the driver of the demo has deleted the account' },
      ),
    ),
    fleetOwner: Type.Object({ login: Type.String(), password: Type.String(), clientId: Type.String() }),
    administrator: Type.Object({ token: Token }),
  },
  { $id: 'Doors' },
);

const Place = Type.Object(
  { name: Type.String(), longitude: Type.Number(), latitude: Type.Number() },
  { $id: 'Place' },
);

const Kind = Type.Object(
  {
    kind: Type.String(),
    parameters: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'By name the choices that there are, of which the first is taken where none is given',
    }),
  },
  { $id: 'Kind' },
);

const Happenings = Type.Object(
  {
    kinds: Type.Array(Kind),
    places: Type.Array(Place),
    vehicles: Type.Array(Type.String({ description: 'The VIN of a simulated vehicle' })),
  },
  { $id: 'Happenings' },
);

/** Each parameter with the choices of every kind that has it. */
function parameters() {
  const named = new Map<string, Set<string>>();
  for (const [name, allowed] of Object.values(choices).flatMap((one) => Object.entries(one)))
    named.set(name, new Set([...(named.get(name) ?? []), ...allowed]));
  return Object.fromEntries([...named].map(([name, all]) => [name, Type.Optional(oneOf([...all]))]));
}

const Happening = Type.Object(
  {
    kind: oneOf(happeningKinds),
    ...parameters(),
    place: Type.Optional(oneOf(places.map(({ name }) => name))),
    position: Type.Optional(Type.Object({ longitude: Type.Number(), latitude: Type.Number() })),
  },
  { $id: 'Happening' },
);

const tags = ['The demo'];

/** What Fastify answers with and documents; what is asked for is checked by who reads it. */
export const demoSchemas = {
  doors: {
    operationId: 'getDoors',
    tags,
    summary: 'What lets somebody look around as driver, fleet owner or administrator',
    response: { 200: Doors, default: Refusal },
  },
  happenings: {
    operationId: 'getHappenings',
    tags,
    summary: 'What can be made to happen, to which vehicles, and where they can be sent',
    response: { 200: Happenings, default: Refusal },
  },
  happen: {
    operationId: 'makeHappen',
    tags,
    summary: 'Makes something happen to a vehicle; it tells of it in its next report',
    params: Type.Object({ vin: Type.String() }),
    documentedBody: Happening,
    response: { 202: Type.Object({ accepted: Type.Boolean() }), default: Refusal },
  },
};
