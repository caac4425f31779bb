import type { FaceName } from './contract.ts';
import {
  callbackBody,
  fleetMonitorBody,
  monitorBody,
  remoteCallbackBody,
} from './subscribers/subscriptions.ts';

export type Written = readonly [
  method: 'post' | 'put' | 'delete',
  path: string,
  status: number,
  body?: object,
];

const paused = { status: 'Paused' };
const remotes = 'callbacks/{cbid}/remotes';

/** A journey for each operation that changes something; what is deleted is made before. */
export const writes: Record<FaceName, Record<string, Written>> = {
  b2c: {
    setUsertVehicleRemote: ['post', '/user/callbacks', 200, callbackBody],
    setUsertVehicleRemoteById: ['put', '/user/callbacks/{cbid}', 202, callbackBody],
    setUserCallbackStatus: ['put', '/user/callbacks/{cbid}/status', 202, paused],
    redeliverUserCallbackDelivery: ['post', '/user/callbacks/{cbid}/deliveries/{nid}/redeliver', 202],
    redeliverUserCallbackDeliveries: ['post', '/user/callbacks/{cbid}/deliveries/redeliver', 202],
    setUserCallbackSecret: ['post', '/user/callbacks/{cbid}/secret', 200],
    createVehicleVehicleMonitor: ['post', '/user/vehicles/{id}/callbacks/{cbid}/monitors', 202, monitorBody],
    tryVehicleMonitor: ['post', '/user/vehicles/{id}/callbacks/{cbid}/monitors/dry-run', 200, monitorBody],
    updateVehicleVehicleMonitor: [
      'put',
      '/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}',
      202,
      monitorBody,
    ],
    setVehicleVehicleMonitorStatus: [
      'put',
      '/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}/status',
      202,
      paused,
    ],
    sendRemoteToVhl: ['post', `/user/vehicles/{id}/${remotes}`, 202, { lights: { on: true } }],
    setVehicleChargeLimit: ['put', '/user/vehicles/{id}/chargeLimit', 200, { percent: 90 }],
    deleteVehicleChargeLimit: ['delete', '/user/vehicles/{id}/chargeLimit', 204],
    pingUserCallback: ['post', '/user/callbacks/{cbid2}/ping', 202],
    deleteVehicleMonitor: ['delete', '/user/vehicles/{id}/callbacks/{cbid2}/monitors/{mid2}', 204],
    deleteUsertRemote: ['delete', '/user/callbacks/{cbid2}', 204],
  },
  b2b: {
    setFleetVehicleRemote: ['post', 'remote/callbacks', 200, remoteCallbackBody],
    setFleetVehicleRemoteById: ['put', 'remote/callbacks/{remoteCbid}', 202, remoteCallbackBody],
    pingFleetRemote: ['post', 'remote/callbacks/{remoteCbid}/ping', 202],
    setFleeRemoteCallbackStatus: ['put', 'remote/callbacks/{remoteCbid}/status', 202, paused],
    redeliverFleetRemoteDelivery: [
      'post',
      'remote/callbacks/{remoteCbid}/deliveries/{remoteNid}/redeliver',
      202,
    ],
    redeliverFleetRemoteDeliveries: ['post', 'remote/callbacks/{remoteCbid}/deliveries/redeliver', 202],
    setFleetRemoteSecret: ['post', 'remote/callbacks/{remoteCbid}/secret', 200],
    createFleetVehicleMonitor: ['post', 'monitors', 202, fleetMonitorBody],
    tryFleetMonitor: ['post', 'monitors/dry-run', 200, fleetMonitorBody],
    updateFleetVehicleMonitor: ['put', 'monitors/{fleetMid}', 202, fleetMonitorBody],
    pingFleetMonitor: ['post', 'monitors/{fleetMid}/ping', 202],
    setFleetVehicleMonitorStatus: ['put', 'monitors/{fleetMid}/status', 202, paused],
    redeliverFleetMonitorDelivery: ['post', 'monitors/{fleetMid}/deliveries/{monitorNid}/redeliver', 202],
    redeliverFleetMonitorDeliveries: ['post', 'monitors/{fleetMid}/deliveries/redeliver', 202],
    setFleetMonitorSecret: ['post', 'monitors/{fleetMid}/secret', 200],
    sendRemoteToVhl: [
      'post',
      'vehicles/{vid}/callbacks/{remoteCbid}/remotes',
      202,
      { door: { state: 'Unlocked' } },
    ],
    deleteFleetMonitor: ['delete', 'monitors/{fleetMid2}', 204],
    deleteFleetRemote: ['delete', 'remote/callbacks/{remoteCbid2}', 204],
  },
};
