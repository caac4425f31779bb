import type { IncomingMessage } from 'node:http';
import type { FindAccess } from '../auth/access.ts';
import type { FindFleets } from '../auth/fleets.ts';
import type { FindPartner } from '../auth/partners.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Limits } from '../limits/limits.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { RemoteActions } from '../remote/actions.ts';
import type { Database } from '../store/database.ts';
import type { FindCallback } from '../store/monitors/callbacks.ts';
import type { ReadKind } from '../store/people/access-log.ts';
import type { DryRuns } from '../watch/dry-runs.ts';
import type { Hub } from './live/hub.ts';
import type { b2bLinks, b2cLinks } from './present/links.ts';

/** What the endpoints are given. */
export type ApiContext = {
  database: Database;
  findAccess: FindAccess;
  findPartner: FindPartner;
  findFleets: FindFleets;
  /** Why a login may not come in with the client certificate it shows, or without one; absent where none is asked for. */
  checkCertificate?(request: IncomingMessage, login: string): Promise<CertificateFault | undefined>;
  /** The committed state of a vehicle. */
  findState(vehicleId: number): Promise<VehicleState | undefined>;
  /** Those of some vehicles; vehicles that never reported are left out. */
  findStates(vehicleIds: readonly number[]): Promise<ReadonlyMap<number, VehicleState>>;
  findCallback: FindCallback;
  /** What monitors would have raised. */
  dryRuns: DryRuns;
  /** Notes for the user that an application reads something; `vehicleId` is 0 where it is about the user. */
  noteRead(reader: { userId: number; clientId: string }, vehicleId: number, kind: ReadKind): void;
  /** A change of monitors was committed: of some vehicles, or of a fleet (numbers of the tables). */
  onMonitorsChanged(change: MonitorsChange): void;
  /** Whether a vehicle takes commands now. */
  isListening(vehicleId: number): boolean;
  /** What vehicles are asked to do. */
  remotes: Pick<RemoteActions, 'post'>;
  /** The charge limit of a vehicle (number of the tables) was set: it may be beyond it already. */
  onChargeLimitSet(vehicleId: number): void;
  /** How often applications may call. */
  limits: Limits;
  /** Live streams: what they read, how many there may be, and when a quiet one shows that it lives. */
  live: { hub: Hub; streamsMax: number; heartbeatMs: number };
  /** Aborted when the server begins to stop: what would go on for long ends then. */
  stopping: AbortSignal;
  /** How long what vehicles told is kept. */
  retentionMs: number;
  clock: Clock;
  log: Log;
  /** Addresses for links; known once the server listens. */
  links(): ApiLinks;
};

export type MonitorsChange = { vehicleIds?: readonly number[]; fleetId?: number };

export type CertificateFault = {
  error: 'noCertificate' | 'badCertificate' | 'foreignCertificate';
  detail?: string;
};

export type ApiLinks = {
  b2c: ReturnType<typeof b2cLinks>;
  b2b: ReturnType<typeof b2bLinks>;
  /** Whether the world reaches this server by TLS, its own or a proxy's. */
  isHttps: boolean;
};
