import type { MonitorNotification, Notification, RemoteNotification } from '../../model/notification.ts';
import type { Pair } from './attributes.ts';
import { eventStatusOf, eventValue, extensionsOf, timeText } from './event.ts';

type Built = { callbackId: string; attributes: Pair[]; now: number };

/**
 * A message of the end user's contract: it tells one event. `date` is when it was built. The contract has no time of
 * the event itself, which a message that waited for its receiver needs: `eventDate` is Roadwire's own, as is
 * the type `Ping`.
 */
export function b2cMessage(notification: Notification, { callbackId, attributes, now }: Built): object {
  const { kind: type } = notification;
  const head = { callbackId, attributes, type, date: timeText(now) };
  if (notification.kind === 'Monitor') return { ...head, monitorEvent: monitorEvent(notification) };
  if (notification.kind === 'Remote') return { ...head, remoteEvent: remoteEvent(notification) };
  return head;
}

function monitorEvent(notification: MonitorNotification): object {
  const { monitorId, values, refresh, at } = notification;
  return {
    monitorId,
    values: values.map(eventValue),
    extensions: extensionsOf(notification),
    refresh,
    eventDate: timeText(at),
  };
}

function remoteEvent(notification: RemoteNotification): object {
  const { remoteActionId, remoteType, at } = notification;
  return { remoteActionId, remoteType, eventStatus: eventStatusOf(notification), eventDate: timeText(at) };
}
