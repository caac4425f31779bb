/** What an application may set of a push notification, by attributes of the type `Body`; case counts. */
export const pushKeywords = [
  'disableNotificationPayload',
  'deliveryPriority',
  'mutable',
  'contentAvailable',
  'title',
  'body',
  'image',
  'sound',
  'clickAction',
  'ttl',
  'bodyLocKey',
  'bodyLocArgs',
  'titleLocKey',
  'titleLocArgs',
  'badge',
  'icon',
  'tag',
] as const;

export type PushKeyword = (typeof pushKeywords)[number];

/** What was set of it. */
export type PushOptions = { [_ in PushKeyword]?: string };

export function isPushKeyword(key: string): key is PushKeyword {
  return (pushKeywords as readonly string[]).includes(key);
}

/** Words that Firebase keeps for itself: no key of data may be one of them. */
export function isReservedPushKey(key: string): boolean {
  return /^(from|message_type|google.*|gcm.*)$/i.test(key);
}

const formats: { [_ in PushKeyword]?: { pattern: RegExp; expected: string } } = {
  disableNotificationPayload: { pattern: /^(true|false)$/, expected: 'true or false' },
  mutable: { pattern: /^(true|false)$/, expected: 'true or false' },
  contentAvailable: { pattern: /^(true|false)$/, expected: 'true or false' },
  deliveryPriority: { pattern: /^(low|normal|high)$/, expected: 'low, normal or high' },
  ttl: { pattern: /^\d{1,7}$/, expected: 'a whole number of seconds' },
  badge: { pattern: /^\d{1,9}$/, expected: 'a whole number' },
  image: { pattern: /^[a-z][a-z\d+.-]*:\/\/\S+$/i, expected: 'an address such as https://example.com/a.png' },
};

const anyText = { pattern: /\S/, expected: 'a text that is not empty' };

/** What a keyword's value has to be; undefined where the value is good. */
export function expectedOfPush(keyword: PushKeyword, value: string): string | undefined {
  const { pattern, expected } = formats[keyword] ?? anyText;
  return pattern.test(value) ? undefined : expected;
}
