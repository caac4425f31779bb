import type { VehicleIdentity } from '../credentials.ts';
import type { PresenceReason } from '../presence.ts';
import type { ServerCertificate, SocketOptions } from '../sockets.ts';
import type { Parcel } from './parcels.ts';

/** What the door is started with. */
export type DoorConfig = SocketOptions & {
  messageBytesMax: number;
  inflightMax: number;
  /** Messages, and bytes of them, that may be on their way before sockets are read more slowly. */
  underWayMax: number;
  underWayBytesMax: number;
  /** The last parts of topics that an adapter reads. */
  channels: readonly string[];
  logLevel: string;
};

/** What the door says to the cloud. */
export type DoorWord =
  | { says: 'open'; port: number; tlsPort?: number | undefined }
  | { says: 'closed'; error: string }
  | { says: 'messages'; parcel: Parcel }
  | { says: 'who'; call: number; username: string; secret: Uint8Array }
  | { says: 'presence'; vehicleId: number; reason: PresenceReason; connected: number }
  | { says: 'log'; level: 'debug' | 'info' | 'warn'; fields: object; text: string }
  | { says: 'quiet' }
  | { says: 'stopped' };

/** What the cloud says to the door. */
export type CloudWord =
  /** Numbers of messages: those that committed, and those that did not. */
  | { says: 'settled'; done: Float64Array; failed: Float64Array }
  | { says: 'identity'; call: number; identity?: VehicleIdentity | undefined; error?: string }
  /** What a vehicle may be connected with. */
  | { says: 'drop'; vehicleId: number; good: string | undefined }
  | { says: 'renew'; certificate: ServerCertificate }
  | { says: 'quiesce' }
  | { says: 'stop' };
