import type { Sleeper } from '../../model/vehicle-line.ts';
import type { VehicleIdentity } from '../credentials.ts';
import type { CommandAnswer } from '../mqtt.ts';
import type { PresenceReason } from '../presence.ts';
import type { ServerCertificate, SocketOptions } from '../sockets.ts';
import type { Parcel } from './parcels.ts';

/** Buffers lose their kind between threads. */
type Carried<Sent extends { payload: Buffer }> = Omit<Sent, 'payload'> & { payload: Uint8Array };

/** What the door is started with. */
export type DoorConfig = SocketOptions & {
  messageBytesMax: number;
  inflightMax: number;
  /** Messages, and bytes of them, that may be on their way before sockets are read more slowly. */
  underWayMax: number;
  underWayBytesMax: number;
  /** The last parts of topics that an adapter reads. */
  channels: readonly string[];
  /** The last parts of topics on which vehicles are told what to do. */
  commandChannels: readonly string[];
  logLevel: string;
};

/** What the door says to the cloud. */
export type DoorWord =
  | { says: 'open'; port: number; tlsPort?: number | undefined }
  | { says: 'closed'; error: string }
  | { says: 'messages'; parcel: Parcel }
  | { says: 'who'; call: number; username: string; secret: Uint8Array }
  /** A vehicle listens for commands, or, without a channel, no more. */
  | { says: 'listening'; vehicleId: number; channel?: string | undefined }
  /** A vehicle that listens has shown that its line lives. */
  | { says: 'heard'; vehicleId: number }
  /** A vehicle answers a command. */
  | { says: 'answer'; call: number; answer: Carried<CommandAnswer> }
  /** What became of a `send`. */
  | { says: 'sent'; call: number; isSent: boolean }
  /** What became of a `wake`. */
  | { says: 'woken'; call: number; error?: string | undefined }
  | { says: 'presence'; vehicleId: number; reason: PresenceReason; connected: number }
  | { says: 'log'; level: 'debug' | 'info' | 'warn'; fields: object; text: string }
  /** How late its event loop is, in seconds; from time to time. */
  | { says: 'lag'; lagS: number }
  | { says: 'quiet' }
  | { says: 'stopped' };

/** What the cloud says to the door. */
export type CloudWord =
  /** Numbers of messages: those that committed, and those that did not. */
  | { says: 'settled'; done: Float64Array; failed: Float64Array }
  /** What became of an `answer`. */
  | { says: 'answered'; call: number; error?: string | undefined }
  | { says: 'send'; call: number; vehicleId: number; payload: Uint8Array }
  | { says: 'wake'; call: number; vehicle: Sleeper; payload: Uint8Array }
  | { says: 'identity'; call: number; identity?: VehicleIdentity | undefined; error?: string }
  /** What a vehicle may be connected with. */
  | { says: 'drop'; vehicleId: number; good: string | undefined }
  | { says: 'renew'; certificate: ServerCertificate }
  | { says: 'quiesce' }
  | { says: 'stop' };
