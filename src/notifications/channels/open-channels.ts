import type { Clock } from '../../lib/clock.ts';
import type { Channels } from './channel.ts';
import type { ServiceAccount } from './push/fcm-account.ts';
import { createPushChannel } from './push/push.ts';
import { createTargetGuard } from './target-guard.ts';
import { createWebhookChannel } from './webhook.ts';
import { createWebsocketChannel } from './websocket.ts';

export type ChannelsConfig = {
  /** Addresses, networks and names that are called although they are not public. */
  allowed: readonly string[];
  timeoutMs: number;
  /** Targets that are talked to at once. */
  targetsMax: number;
  /** Of Firebase; without it nothing can be pushed. */
  account: ServiceAccount | undefined;
  /** Where Firebase is. */
  endpoint: string;
};

export function openChannels(config: ChannelsConfig, clock: Clock): Channels {
  const { allowed, timeoutMs, targetsMax, account, endpoint } = config;
  const guard = createTargetGuard(allowed);
  return {
    webhook: createWebhookChannel({ guard, timeoutMs, connectionsMax: 3 * targetsMax, clock }),
    websocket: createWebsocketChannel({ guard, timeoutMs, clock }),
    pushnotif: createPushChannel({ account, endpoint, timeoutMs, clock }),
  };
}
