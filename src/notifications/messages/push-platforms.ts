import type { PushOptions } from './push-keywords.ts';

/**
 * What the options are called on each platform, in the words of version 1 of the interface of Firebase Cloud
 * Messaging. `isShown`: whether it has a notification for people. `now`: epoch milliseconds.
 */
export function platformParts(options: PushOptions, { isShown, now }: { isShown: boolean; now: number }) {
  return {
    ...part('android', android(options, isShown)),
    ...part('apns', apns(options, { isShown, now })),
    ...part('webpush', webpush(options, isShown)),
  };
}

function android(options: PushOptions, isShown: boolean): object {
  const { deliveryPriority, ttl, sound, icon, tag, clickAction } = options;
  const notification = told({
    sound,
    icon,
    tag,
    click_action: clickAction,
    body_loc_key: options.bodyLocKey,
    body_loc_args: list(options.bodyLocArgs),
    title_loc_key: options.titleLocKey,
    title_loc_args: list(options.titleLocArgs),
  });
  return {
    ...told({
      // The lowest there is.
      priority: deliveryPriority && (deliveryPriority === 'high' ? 'HIGH' : 'NORMAL'),
      ttl: ttl && `${ttl}s`,
    }),
    ...(isShown ? part('notification', notification) : {}),
  };
}

const apnsPriorities: Record<string, string> = { low: '1', normal: '5', high: '10' };

function apns(options: PushOptions, { isShown, now }: { isShown: boolean; now: number }): object {
  const { deliveryPriority, ttl, sound, badge, mutable, contentAvailable } = options;
  const headers = told({
    'apns-priority': deliveryPriority && apnsPriorities[deliveryPriority],
    'apns-expiration': ttl && String(Math.floor(now / 1000) + Number(ttl)),
  });
  const alert = told({
    'loc-key': options.bodyLocKey,
    'loc-args': list(options.bodyLocArgs),
    'title-loc-key': options.titleLocKey,
    'title-loc-args': list(options.titleLocArgs),
  });
  const aps = {
    ...(isShown ? { ...part('alert', alert), ...told({ sound }) } : {}),
    ...told({
      badge: badge === undefined ? undefined : Number(badge),
      'mutable-content': mutable === 'true' ? 1 : undefined,
      'content-available': contentAvailable === 'true' ? 1 : undefined,
    }),
  };
  return { ...part('headers', headers), ...part('payload', part('aps', aps)) };
}

function webpush(options: PushOptions, isShown: boolean): object {
  const { deliveryPriority, ttl, badge, icon, tag } = options;
  const headers = told({
    Urgency: deliveryPriority && (deliveryPriority === 'high' ? 'high' : 'normal'),
    TTL: ttl,
  });
  const notification = told({ badge, icon, tag });
  return { ...part('headers', headers), ...(isShown ? part('notification', notification) : {}) };
}

/** Arguments are separated by commas. */
const list = (args: string | undefined) => args?.split(',').map((one) => one.trim());

/** Without what was not set. */
function told(values: Record<string, unknown>): object {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries);
}

function part(name: string, value: object): object {
  return Object.keys(value).length > 0 ? { [name]: value } : {};
}
