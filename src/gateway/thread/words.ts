import type { VehicleIdentity } from '../credentials.ts';
import type { PresenceReason } from '../presence.ts';
import type { Parcel } from './parcels.ts';

/** What the door is started with. */
export type DoorConfig = {
  host: string;
  port: number;
  connectionsMax: number;
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
  | { says: 'open'; port: number }
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
  | { says: 'quiesce' }
  | { says: 'stop' };
