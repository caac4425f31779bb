import type { Notification } from '../../model/notification.ts';

/** What `$` variables stand for, by their names in lower case. */
export type Variables = ReadonlyMap<string, string>;

/**
 * Every variable of both contracts that is known for a notification: any of them may be used at any level.
 * Their names are the contract's; how they are written, in capitals or not, does not count.
 */
export function variablesOf(
  { callbackId, callbackLabel }: { callbackId: string; callbackLabel: string },
  notification: Notification,
): Variables {
  const known = { CallbackID: callbackId, CallbackLabel: callbackLabel, ...toldBy(notification) };
  const named = Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new Map(named.map(([name, value]) => [name.toLowerCase(), value]));
}

function toldBy(notification: Notification): Record<string, string | undefined> {
  if (notification.kind === 'Ping') return {};
  const { vin, vid, fleetId: fleetID } = notification;
  if (notification.kind === 'Monitor') {
    const { monitorId: MonitorID, monitorLabel: MonitorLabel } = notification;
    return { vin, vid, fleetID, MonitorID, MonitorLabel };
  }
  const { remoteType: RemoteType, remoteLabel: RemoteLabel, eventStatus } = notification;
  return { vin, vid, fleetID, RemoteType, RemoteLabel, RemoteStatus: eventStatus.status };
}

/** The value itself, or, where all of it is `$` and the name of a known variable, what that stands for. */
export function textOf(value: string, variables: Variables): string {
  if (!value.startsWith('$')) return value;
  return variables.get(value.slice(1).toLowerCase()) ?? value;
}
