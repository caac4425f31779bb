import { deliveryOperations, deliveryWrites } from '../deliveries/operations.ts';
import {
  DryRun,
  dryRunQuery,
  FleetMonitor,
  FleetMonitorParameter,
  MonitorEvent,
  MonitorRef,
  StatusSetter,
} from '../present/subscriptions/monitor-schema.ts';
import { readMonitor, readMonitorEvents, readMonitors } from '../reads/monitors.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import { extension, type Operation, timestampsQuery } from '../shared/operation.ts';
import type { Write } from '../shared/write.ts';
import { tryFleetMonitor } from '../writes/dry-run.ts';
import { createFleetMonitor, removeMonitor, updateMonitor, updateMonitorStatus } from '../writes/monitors.ts';

const monitors = '/fleets/:fid/monitors';
const monitor = `${monitors}/:mid`;
const ofMonitors = { of: 'fleet', tag: 'Monitors' } as const;

const told = { ...ofMonitors, path: monitor, name: 'FleetMonitor' };

/** What is watched on all vehicles of a fleet, each monitor with a webhook of its own. */
export const monitorOperations: readonly Operation[] = [
  {
    ...ofMonitors,
    operationId: 'getFleetMonitors',
    path: monitors,
    summary: 'The monitors of a fleet',
    query: pagingQuery(60),
    response: collection('monitors', FleetMonitor),
    read: readMonitors,
  },
  {
    ...ofMonitors,
    operationId: 'getFleetMonitorsStatusById',
    path: monitor,
    summary: 'One monitor',
    response: FleetMonitor,
    read: readMonitor,
  },
  {
    ...ofMonitors,
    operationId: 'getFleetMonitorEvents',
    path: `${monitor}/events`,
    summary: 'What a monitor raised in the last 30 days, the newest first',
    description: extension,
    query: { ...timestampsQuery, ...pagingQuery(60) },
    response: collection('events', MonitorEvent),
    read: readMonitorEvents,
  },
  ...deliveryOperations(told),
];

export const monitorWrites: readonly Write[] = [
  {
    ...ofMonitors,
    operationId: 'tryFleetMonitor',
    method: 'POST',
    path: `${monitors}/dry-run`,
    summary: 'What such a monitor would have raised in the last days; none is made',
    description: extension,
    query: dryRunQuery,
    body: FleetMonitorParameter,
    status: 200,
    response: DryRun,
    write: tryFleetMonitor,
  },
  {
    ...ofMonitors,
    operationId: 'createFleetVehicleMonitor',
    method: 'POST',
    path: monitors,
    summary: 'A new monitor; the answer holds the secret that signs what is sent',
    body: FleetMonitorParameter,
    status: 202,
    response: MonitorRef,
    write: createFleetMonitor,
  },
  {
    ...ofMonitors,
    operationId: 'updateFleetVehicleMonitor',
    method: 'PUT',
    path: monitor,
    summary: 'Another form of a monitor, in the place of the whole of the old one',
    body: FleetMonitorParameter,
    status: 202,
    response: MonitorRef,
    write: updateMonitor,
  },
  {
    ...ofMonitors,
    operationId: 'deleteFleetMonitor',
    method: 'DELETE',
    path: monitor,
    summary: 'Ends a monitor',
    status: 204,
    write: removeMonitor,
  },
  {
    ...ofMonitors,
    operationId: 'setFleetVehicleMonitorStatus',
    method: 'PUT',
    path: `${monitor}/status`,
    summary: 'Lets a monitor rest, or go on',
    body: StatusSetter,
    status: 202,
    response: MonitorRef,
    write: updateMonitorStatus,
  },
  ...deliveryWrites(told),
];
