import type { ChannelsConfig } from '../channels/open-channels.ts';
import type { Count, Standing } from '../delivery/metrics.ts';

/** What the thread is started with. `url`: of the database. */
export type DelivererConfig = ChannelsConfig & { url: string; logLevel: string };

/** What it says to the cloud. */
export type DelivererWord =
  | { says: 'open' }
  | { says: 'closed'; error: string }
  | { says: 'count'; what: Parameters<Count> }
  /** The answer to a `standing`. */
  | { says: 'stands'; call: number; standing?: Standing; error?: string }
  /** How late its event loop is, in seconds; from time to time. */
  | { says: 'lag'; lagS: number }
  | { says: 'log'; line: string }
  | { says: 'stopped' };

/** What the cloud says to it. */
export type CloudWord =
  /** Something was queued: for these callbacks, or it is looked for. */
  | { says: 'wake'; callbackIds: readonly number[] | undefined }
  | { says: 'standing'; call: number }
  | { says: 'stop' };
