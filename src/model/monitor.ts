/**
 * A monitor in its canonical form: what a client asked for, in the contract's words and spellings, after
 * every accepted variant was read. It is kept and returned so.
 */

export type Face = 'b2c' | 'b2b';

export const subscriptionStatuses = ['Running', 'Paused', 'Failed'] as const;

/** Of a monitor or a callback. Clients set `Running` and `Paused`; `Failed` is set by delivery. */
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

export const attributeTypes = ['Header', 'Body', 'Query'] as const;

/** Something to be added to what is sent; `value` is a literal, or `$` and the name of a variable. */
export type Attribute = { type: (typeof attributeTypes)[number]; key: string; value: string };

export type Webhook = { name: string; target: string; attributes?: Attribute[] };
export type Websocket = { target: string; attributes?: Attribute[] };
export type PushNotif = { devices: string[]; attributes?: Attribute[] };

/** B2B. `retryNumber` and `retryDelay` (seconds) belong to `Bounded`; `retryDelay` to `Always` too. */
export type RetryPolicy = {
  policy: 'None' | 'Bounded' | 'Always';
  retryNumber?: number;
  retryDelay?: number;
};

/** B2B. `timeWindow` in seconds. */
export type BatchNotify = { size: number; timeWindow?: number };

/** What is in `callbacks.subscribe`: how to tell. Exactly one of the three channels. */
export type Channels = { webhook?: Webhook; websocket?: Websocket; pushnotif?: PushNotif };
export type Subscribe = {
  label: string;
  callback: Channels;
  /** B2C: what it may be used for; both where absent. */
  type?: ('Monitor' | 'Remote')[];
  /** B2B, of a callback for remote actions. */
  remoteTypes?: string[];
  /** B2B. */
  retryPolicy?: RetryPolicy;
  /** B2B. */
  batchNotify?: BatchNotify;
};

/** B2C: attributes that add to or replace those of the callback, for this monitor. One kind only. */
export type CallbackAttributes = {
  webhook?: Attribute[];
  websocket?: Attribute[];
  pushnotif?: Attribute[];
};

export type SubscribeParam = {
  /** Seconds between reminders while it stays true; none where absent. */
  refreshEvent?: number;
  /** B2C. */
  callbackAttributes?: CallbackAttributes;
  /** B2B, required there. */
  callback?: { webhook: Webhook };
  /** B2B. */
  retryPolicy?: RetryPolicy;
  /** B2B. */
  batchNotify?: BatchNotify;
};

/** Longitude and latitude in degrees. */
export type Point = { longitude: number; latitude: number };

/** Exactly one of `place` and `polygon` (an extension: at least three corners). */
export type Zone = {
  transition: 'In' | 'Out';
  /** `radius` in km. */
  place?: { radius: number; center: Point };
  polygon?: Point[];
  /** Extension: seconds for which it has to hold before it counts. */
  minDuration?: number;
};

export type TimeEntry = {
  recurrence: 'None' | 'Daily';
  /** None: RFC 3339. Daily: ISO duration since midnight. */
  start: string;
  /** ISO duration; Daily: required. */
  duration?: string;
  /** Daily only. Weeks as `w7` or `w34-w46`. */
  occurence?: { day?: ('Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun')[]; week?: string[] };
};

export type TimeTrigger = { times: TimeEntry[]; timeZone: string };

export const dataOperators = ['equalsTo', 'greaterThan', 'lowerThan', 'includedIn', 'onChange'] as const;
export type DataOperator = (typeof dataOperators)[number];

export type DataTrigger = {
  /** Name of a datum; `src/monitors/data-table.ts` has them all. */
  data: string;
  op: DataOperator;
  value?: string[];
  /** B2C: what it must have been before the first firing. */
  previous?: { op: 'equalsTo' | 'includedIn'; value: string[] };
};

/** Exactly one of `zone`, `time` and `data`. */
export type Trigger = { name: string; zone?: Zone; time?: TimeTrigger; data?: DataTrigger };

export type MonitorParameter = {
  label: string;
  subscribeParam?: SubscribeParam;
  /** B2C: added to those of the callback. */
  attributes?: Attribute[];
  extendedEventParam?: string[];
  triggerParam: { triggers: Trigger[]; boolExp: string };
};
