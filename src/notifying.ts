import type { Registry } from 'prom-client';
import type { Settings } from './config/settings.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { readServiceAccount } from './notifications/channels/push/fcm-account.ts';
import { createPushChannel } from './notifications/channels/push/push.ts';
import { createTargetGuard } from './notifications/channels/target-guard.ts';
import { createWebhookChannel } from './notifications/channels/webhook.ts';
import { createWebsocketChannel } from './notifications/channels/websocket.ts';
import { type Deliveries, startDeliveries } from './notifications/delivery/deliveries.ts';

type Deps = { url: string; metrics: Registry; clock: Clock; log: Log };

/** What tells callbacks what waits for them. */
export function openDeliveries(settings: Settings, { url, metrics, clock, log }: Deps): Deliveries {
  const guard = createTargetGuard(settings.webhookAllowPrivate);
  const timeoutMs = settings.webhookTimeoutS * 1000;
  const { fcmCredentials, fcmEndpoint: endpoint, deliveriesMax: targetsMax } = settings;
  const account = fcmCredentials === undefined ? undefined : readServiceAccount(fcmCredentials);
  const channels = {
    webhook: createWebhookChannel({ guard, timeoutMs, connectionsMax: 3 * targetsMax, clock }),
    websocket: createWebsocketChannel({ guard, timeoutMs, clock }),
    pushnotif: createPushChannel({ account, endpoint, timeoutMs, clock }),
  };
  return startDeliveries({ url, channels, targetsMax, registry: metrics, clock, log });
}
