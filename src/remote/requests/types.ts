import type { RemoteName } from '../../model/capabilities.ts';
import type { Face } from '../../model/monitor.ts';
import { type RemoteBody, type RemoteType, remoteTypes } from '../../model/remote.ts';

type KeyOf<Body> = Body extends object ? keyof Body : never;

/** Under which an action stands in a body. */
export type RemoteKey = KeyOf<RemoteBody>;

type Kind = {
  key: RemoteKey;
  /** What of a vehicle's capabilities says that it can. */
  capability: RemoteName;
  /** B2C: what a token has to open; none where only fleets have it. */
  scope?: string;
};

const kinds: Record<RemoteType, Kind> = {
  ThermalPreconditioning: {
    key: 'preconditioning',
    capability: 'preconditioning',
    scope: 'remote:preconditioning:write',
  },
  ElectricBatteryChargingRequest: { key: 'charging', capability: 'charging', scope: 'remote:charging:write' },
  Doors: { key: 'door', capability: 'door', scope: 'remote:door:write' },
  Horn: { key: 'horn', capability: 'horn', scope: 'remote:horn:write' },
  Lights: { key: 'lights', capability: 'lights', scope: 'remote:lights:write' },
  WakeUp: { key: 'wakeUp', capability: 'wakeup', scope: 'remote:wakeup:write' },
  Navigation: { key: 'navigation', capability: 'navigation', scope: 'remote:navigation:write' },
  // Capabilities know no immobilization: what can be reported stolen can be immobilized.
  Immobilization: { key: 'immobilization', capability: 'stolen' },
  Stolen: { key: 'stolen', capability: 'stolen' },
};

/** B2C: what a token has to open for an action of this type; undefined where only fleets have it. */
export const scopeOf = (type: RemoteType): string | undefined => kinds[type].scope;

/** What of a vehicle's capabilities an action of this type needs. */
export const capabilityOf = (type: RemoteType): RemoteName => kinds[type].capability;

/** Under which an action of this type stands in a body. */
export const keyOf = (type: RemoteType): RemoteKey => kinds[type].key;

const ofUsers = remoteTypes.filter((type) => kinds[type].scope !== undefined);

/** The types of actions that a face has. */
export const remoteTypesOf = (face: Face): readonly RemoteType[] => (face === 'b2c' ? ofUsers : remoteTypes);
