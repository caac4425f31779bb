import type { DeliveryTarget, WaitingMessage } from '../../store/notifications/deliveries.ts';

/** What is to be told, in one request. */
export type Errand = {
  target: DeliveryTarget;
  /** At least one, such as may go together. */
  messages: readonly WaitingMessage[];
  /** The same in each attempt with the same messages. */
  id: string;
  /** Epoch milliseconds. */
  now: number;
  /** Nobody waits for it any more. */
  signal: AbortSignal;
};

/**
 * What came of it. `failed`: it may get through later. `refused`: this message never will. `gone`: none ever will.
 * `code`: the status of the answer. `error`: what went wrong where there is no answer; without secrets.
 */
export type Outcome = {
  result: 'delivered' | 'failed' | 'refused' | 'gone';
  code?: number;
  error?: string;
  retryAfterMs?: number;
  /** Devices that are not there any more. */
  droppedDevices?: readonly string[];
};

/** A way to tell: never throws, and gives up by itself after the timeout. */
export type Channel = {
  send(errand: Errand): Promise<Outcome>;
  stop(): Promise<void>;
};

/** Every way to tell. */
export type Channels = Record<'webhook' | 'websocket' | 'pushnotif', Channel>;
