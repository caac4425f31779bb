import type { Trip } from '../model/episodes.ts';
import type { Attribute, CallbackAttributes } from '../model/monitor.ts';
import type { EventExtension, MonitorNotification } from '../model/notification.ts';
import type { Raised, WatchedRule } from './watch.ts';

/** A trip that ended with the report that raised an event. */
export type EndedTrip = { id: string; body: Trip };

/** What is told beside the values of an event: it has to look at who may see what, which is not decided here. */
export type Extend = (raised: Raised, trip: EndedTrip | undefined) => EventExtension[];

/** What there is to tell of an event. */
export function tellWith(extend: Extend): (raised: Raised) => MonitorNotification {
  return (raised) => {
    const { watched, event, vin, vid } = raised;
    const { publicId, label, fleetId } = watched.monitor;
    const { at, refresh, values } = event;
    return {
      kind: 'Monitor',
      monitorId: publicId,
      monitorLabel: label,
      vin,
      vid,
      ...(fleetId === null ? {} : { fleetId }),
      ...attributesOf(watched),
      at,
      refresh,
      values,
      extensions: extend(raised, endedTrip(raised)),
    };
  };
}

function attributesOf({ parameter: { subscribeParam, attributes } }: WatchedRule) {
  const own = subscribeParam?.callbackAttributes && ofChannel(subscribeParam.callbackAttributes);
  return { ...(own ? { callbackAttributes: own } : {}), ...(attributes ? { attributes } : {}) };
}

function ofChannel({ webhook, websocket, pushnotif }: CallbackAttributes): Attribute[] | undefined {
  return webhook ?? websocket ?? pushnotif;
}

function endedTrip({ changes, watched: { sight } }: Raised): EndedTrip | undefined {
  const other = sight.isPrivate ? 'whole' : 'excerpt';
  for (const { table, id, view, row } of changes) {
    if (table === 'trips' && row?.endedAt !== undefined && view !== other)
      return { id, body: row.body as Trip };
  }
  return undefined;
}
