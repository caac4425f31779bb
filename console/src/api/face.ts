import type { Ask, Query } from './ask.ts';
import { type FaceContext, idsOf } from './face-context.ts';
import { monitorCalls } from './face-monitors.ts';
import { readCalls } from './face-reads.ts';
import { remoteCalls } from './face-remotes.ts';
import { tripCalls } from './face-trips.ts';
import type { Brief } from './model.ts';

/**
 * Everything that the screens read and write of the Web API, the same for both faces. A `key` names a vehicle
 * (`Vehicle.key`). Every call throws `ProblemError`.
 */
export type Face = ReturnType<typeof createFace>;

export function createFace(context: FaceContext) {
  const { kind, ask, vehicle, fleets } = context;
  return {
    kind,
    ask,
    fleets,
    /** The address that a read asks, for showing it and for curl. */
    addressOf: (key: string, resource = '', query?: Query) =>
      ask.addressOf(`${vehicle(key)}${resource && `/${resource}`}`, query),
    ...readCalls(context),
    ...tripCalls(context),
    ...remoteCalls(context),
    ...monitorCalls(context),
  };
}

/** The face of the End-User Web API. `ask` is for `/connectedcar/v4`. */
export function createEndUserFace(ask: Ask): Face {
  return createFace({
    kind: 'driver',
    ask,
    vehicle: (key) => `/user/vehicles/${encodeURIComponent(key)}`,
    callbacks: () => '/user/callbacks',
    fleets: async () => [],
  });
}

/** The face of the Fleet Owner Web API. `ask` is for `/connectedcar/v3`. */
export function createFleetFace(ask: Ask): Face {
  return createFace({
    kind: 'fleetOwner',
    ask,
    vehicle: (key) => {
      const { fleet, vehicle } = idsOf(key);
      return `/fleets/${encodeURIComponent(fleet)}/vehicles/${encodeURIComponent(vehicle)}`;
    },
    callbacks: (key) => `/fleets/${encodeURIComponent(idsOf(key).fleet)}/remote/callbacks`,
    fleets: async () => {
      const { _embedded } = await ask<{ _embedded: { fleets: Brief[] } }>('/fleets');
      return _embedded.fleets.map(({ id, name }) => ({ id, name }));
    },
  });
}
