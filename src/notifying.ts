import type { Registry } from 'prom-client';
import type { Settings } from './config/settings.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { openChannels } from './notifications/channels/open-channels.ts';
import { readServiceAccount } from './notifications/channels/push/fcm-account.ts';
import { type Deliveries, startDeliveries } from './notifications/delivery/deliveries.ts';
import { createDeliveryMetrics } from './notifications/delivery/metrics.ts';
import { openDeliverer } from './notifications/thread/open-deliverer.ts';
import type { gaugeThreadLag } from './thread-lag.ts';

type Deps = {
  url: string;
  metrics: Registry;
  lagOf: ReturnType<typeof gaugeThreadLag>;
  clock: Clock;
  log: Log;
};

/** What tells callbacks what waits for them, in a thread of its own unless the settings say otherwise. */
export async function openDeliveries(
  settings: Settings,
  { url, metrics, lagOf, clock, log }: Deps,
): Promise<Deliveries> {
  const { fcmCredentials, fcmEndpoint: endpoint, deliveriesMax: targetsMax, logLevel } = settings;
  const config = {
    url,
    allowed: settings.webhookAllowPrivate,
    timeoutMs: settings.webhookTimeoutS * 1000,
    targetsMax,
    account: fcmCredentials === undefined ? undefined : readServiceAccount(fcmCredentials),
    endpoint,
  };
  const count = createDeliveryMetrics(metrics, () => deliveries.standing());
  const deliveries = settings.deliveriesThread
    ? await openDeliverer({ ...config, logLevel }, { count, onLag: lagOf('deliveries'), log })
    : startDeliveries({ ...config, channels: openChannels(config, clock), count, clock, log });
  return deliveries;
}
