import {
  DryRun,
  dryRunQuery,
  Monitor,
  MonitorEvent,
  MonitorParameter,
  MonitorRef,
  StatusSetter,
} from '../present/subscriptions/monitor-schema.ts';
import { readMonitor, readMonitorEvents, readMonitors } from '../reads/monitors.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import { extension, type Operation, timestampsQuery } from '../shared/operation.ts';
import type { Write } from '../shared/write.ts';
import { tryMonitor } from '../writes/dry-run.ts';
import { createMonitor, removeMonitor, updateMonitor, updateMonitorStatus } from '../writes/monitors.ts';
import { dataScopes } from './callbacks.ts';

const monitors = '/user/vehicles/:id/callbacks/:cbid/monitors';
const monitor = `${monitors}/:mid`;

/** What a monitor looks at decides which scopes it needs: that is checked where it is made. */
const ofMonitors = { of: 'vehicle', tag: 'Monitors', requiresAny: dataScopes } as const;

/** What is watched on a vehicle, to be told through a callback. */
export const monitorOperations: readonly Operation[] = [
  {
    ...ofMonitors,
    operationId: 'getVehicleMonitors',
    path: monitors,
    summary: 'The monitors of a vehicle and a callback',
    query: pagingQuery(60),
    response: collection('monitors', Monitor),
    read: readMonitors,
  },
  {
    ...ofMonitors,
    operationId: 'getVehicleMonitorsStatusById',
    path: monitor,
    summary: 'One monitor',
    response: Monitor,
    read: readMonitor,
  },
  {
    ...ofMonitors,
    operationId: 'getVehicleMonitorEvents',
    path: `${monitor}/events`,
    summary: 'What a monitor raised in the last 30 days, the newest first',
    description: extension,
    query: { ...timestampsQuery, ...pagingQuery(60) },
    response: collection('events', MonitorEvent),
    read: readMonitorEvents,
  },
];

export const monitorWrites: readonly Write[] = [
  {
    ...ofMonitors,
    operationId: 'tryVehicleMonitor',
    method: 'POST',
    path: `${monitors}/dry-run`,
    summary: 'What such a monitor would have raised in the last days; none is made',
    description: extension,
    query: dryRunQuery,
    body: MonitorParameter,
    status: 200,
    response: DryRun,
    write: tryMonitor,
  },
  {
    ...ofMonitors,
    operationId: 'createVehicleVehicleMonitor',
    method: 'POST',
    path: monitors,
    summary: 'A new monitor; five are possible for each vehicle, application and user',
    body: MonitorParameter,
    status: 202,
    response: MonitorRef,
    write: createMonitor,
  },
  {
    ...ofMonitors,
    operationId: 'updateVehicleVehicleMonitor',
    method: 'PUT',
    path: monitor,
    summary: 'Another form of a monitor, in the place of the whole of the old one',
    body: MonitorParameter,
    status: 202,
    response: MonitorRef,
    write: updateMonitor,
  },
  {
    ...ofMonitors,
    operationId: 'deleteVehicleMonitor',
    method: 'DELETE',
    path: monitor,
    summary: 'Ends a monitor',
    status: 204,
    write: removeMonitor,
  },
  {
    ...ofMonitors,
    operationId: 'setVehicleVehicleMonitorStatus',
    method: 'PUT',
    path: `${monitor}/status`,
    summary: 'Lets a monitor rest, or go on',
    body: StatusSetter,
    status: 202,
    response: MonitorRef,
    write: updateMonitorStatus,
  },
];
