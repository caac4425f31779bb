import type { Access, FindAccess } from '../auth/access.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { Database } from '../store/database.ts';
import type { B2cLinks } from './present/links.ts';

/** What the endpoints are given. */
export type ApiContext = {
  database: Database;
  findAccess: FindAccess;
  /** The committed state of a vehicle. */
  findState(vehicleId: number): Promise<VehicleState | undefined>;
  clock: Clock;
  log: Log;
  /** Addresses for links; known once the server listens. */
  links(): B2cLinks;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token came with the request; set for every operation of the end user's face. */
    access: Access;
  }
}
