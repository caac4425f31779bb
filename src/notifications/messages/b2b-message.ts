import type { MonitorNotification, Notification, RemoteNotification } from '../../model/notification.ts';
import type { Pair } from './attributes.ts';
import { eventStatusOf, extensionsOf, fleetEventValue, timeText } from './event.ts';

type Built = { callbackId: string; attributes: Pair[]; now: number };

/**
 * A message of the fleet owner's contract: `MonitorEvents` of one monitor, or `RemoteEvents`. A ping is
 * Roadwire's own: it has no events, so that a receiver that goes through them finds nothing to do.
 */
export function b2bMessage(notifications: readonly Notification[], built: Built): object {
  const { callbackId, attributes, now } = built;
  const monitored = notifications.filter((one) => one.kind === 'Monitor');
  const [first] = monitored;
  if (first) return { monitorId: first.monitorId, attributes, events: monitored.map(monitorEvent) };
  const remotes = notifications.filter((one) => one.kind === 'Remote');
  if (remotes.length > 0) return { callbackId, attributes, events: remotes.map(remoteEvent) };
  return { callbackId, attributes, type: 'Ping', date: timeText(now), events: [] };
}

function monitorEvent(notification: MonitorNotification): object {
  const { fleetId, vin, at, values, refresh } = notification;
  return {
    ...(fleetId === undefined ? {} : { fleetId }),
    vin,
    eventDate: timeText(at),
    values: values.map((value) => fleetEventValue(value, vin)),
    extensions: extensionsOf(notification),
    refresh,
  };
}

function remoteEvent(notification: RemoteNotification): object {
  const { remoteActionId, vin, at, remoteType } = notification;
  return {
    remoteActionId,
    vin,
    eventDate: timeText(at),
    remoteType,
    eventStatus: eventStatusOf(notification),
  };
}
