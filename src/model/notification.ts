import type { Attribute } from './monitor.ts';

/** A value as an event tells it; `objectValues` for those of type `obj.…`. */
export type EventValue = {
  data: string;
  value: {
    type: 'string' | 'obj.alert' | 'obj.collision';
    body: { literalValue: string } | { objectValues: object[] };
  };
  /** B2C, where the trigger declares what it must have been before. */
  previous?: string;
};

/** Of `extendedEventParam`; the body's form is that of the face (an array in B2C, an object in B2B). */
export type EventExtension = { type: string; body: object };

/** About which vehicle, and what `$` variables stand for. */
type About = {
  vin: string;
  /** B2B: the vehicle's id in the fleet. */
  vid?: string;
  fleetId?: string;
  /** Of a monitor or a remote action, added to or in the place of the callback's. */
  callbackAttributes?: Attribute[];
  attributes?: Attribute[];
};

/** A monitor became true, or still is. `at`: epoch milliseconds. */
export type MonitorNotification = About & {
  kind: 'Monitor';
  monitorId: string;
  monitorLabel: string;
  at: number;
  refresh: boolean;
  values: EventValue[];
  extensions: EventExtension[];
};

/** A remote action took a step. */
export type RemoteNotification = About & {
  kind: 'Remote';
  remoteActionId: string;
  remoteType: string;
  remoteLabel?: string;
  at: number;
  eventStatus: {
    type: 'Pending' | 'Done';
    status: string;
    failureCause?: string;
    feedbackDetail?: string;
  };
};

/** Somebody wants to see that it arrives. */
export type PingNotification = { kind: 'Ping'; at: number };

/** One thing to tell: what is in `notifications.content`. The message is made of it when it is sent. */
export type Notification = MonitorNotification | RemoteNotification | PingNotification;
