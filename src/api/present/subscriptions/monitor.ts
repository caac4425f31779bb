import type { MonitorEventRow } from '../../../store/monitors/monitor-events.ts';
import type { MonitorRow } from '../../../store/monitors/monitors.ts';
import { link } from '../links.ts';

/** Where the monitors of a list are shown: the address of the list, and on the fleet owner's face that of the fleet. */
export type MonitorsAt = { self: string; fleet?: string };

function around({ publicId, status, createdAt, updatedAt }: MonitorRow) {
  return {
    monitorId: publicId,
    status,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function presentMonitor(row: MonitorRow, { self, fleet }: MonitorsAt): object {
  return {
    _links: {
      self: link(`${self}/${row.publicId}`),
      ...(fleet === undefined ? {} : { fleet: link(fleet) }),
    },
    ...around(row),
    monitor: row.parameter,
  };
}

/** What creating and changing answer; `secret` where it was made just now. */
export function presentMonitorRef(row: MonitorRow, { self, fleet }: MonitorsAt, secret?: string): object {
  return {
    _links: {
      monitor: link(`${self}/${row.publicId}`),
      ...(fleet === undefined ? {} : { fleet: link(fleet) }),
    },
    ...around(row),
    ...(secret === undefined ? {} : { secret }),
  };
}

/** What a monitor raised; which vehicle it is about is said where there are several. */
export function presentMonitorEvent(row: MonitorEventRow): object {
  const { id, at, refresh, values, vin, vid } = row;
  return {
    id,
    ...(vid === null ? {} : { vin, vid }),
    eventDate: new Date(at).toISOString(),
    refresh,
    values,
  };
}
