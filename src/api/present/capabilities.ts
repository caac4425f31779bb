import { type TProperties, Type } from 'typebox';
import {
  type Capabilities,
  capabilitiesFrom,
  capabilityScopes,
  type RemoteName,
} from '../../model/capabilities.ts';
import { oneOf } from '../../model/schema.ts';

const supported = Type.Boolean();
const remoteOf = (own: TProperties = {}) => Type.Object({ supported, scopeName: Type.String(), ...own });

const flag = Type.Boolean();
const preconditioningParameters = Type.Object({
  programs: Type.Object({ size: Type.Integer() }),
  immediate: flag,
});
const preferences = Type.Object({ level: flag, type: flag });
const chargingParameters = Type.Object({
  immediate: Type.Object({ start: flag, stop: flag }),
  schedule: Type.Object({
    programs: Type.Object({ supported, size: Type.Integer() }),
    nextDelayedTime: flag,
    preferences,
  }),
  preferences,
});

const remote = {
  preconditioning: remoteOf({ parameters: preconditioningParameters }),
  charging: remoteOf({ parameters: chargingParameters }),
  door: remoteOf(),
  horn: remoteOf(),
  lights: remoteOf(),
  wakeup: remoteOf(),
  navigation: remoteOf(),
};

const data = Type.Array(oneOf(capabilityScopes));

/** What a vehicle can tell and do, on the end user's face and on the fleet owner's. */
export const OnboardCapabilities = Type.Object({ data, remote: Type.Object(remote) });
export const FleetCapabilities = Type.Object({
  data,
  remote: Type.Object({ ...remote, stolen: Type.Object({ supported }) }),
});

const programs = 4;

/** The capabilities of a vehicle in the shape of the contracts. Only the fleet owner's has `stolen`. */
export function capabilitiesOf(
  vehicle: { motorization: string; capabilities: string | null },
  face: 'b2c' | 'b2b',
): object {
  const own = JSON.parse(vehicle.capabilities ?? '{}') as Partial<Capabilities>;
  const { data: scopes, remote: able } = capabilitiesFrom(vehicle.motorization, own);
  const can = (name: RemoteName) => able.includes(name);
  const told = (name: RemoteName) => ({ supported: can(name), scopeName: `remote:${name}:write` });
  const known = new Set<string>(capabilityScopes);
  return {
    data: scopes.filter((scope) => known.has(scope)),
    remote: {
      preconditioning: { ...told('preconditioning'), parameters: preconditioning(can('preconditioning')) },
      charging: { ...told('charging'), parameters: charging(can('charging')) },
      door: told('door'),
      horn: told('horn'),
      lights: told('lights'),
      wakeup: told('wakeup'),
      navigation: told('navigation'),
      ...(face === 'b2b' ? { stolen: { supported: can('stolen') } } : {}),
    },
  };
}

function preconditioning(isAble: boolean) {
  return { programs: { size: isAble ? programs : 0 }, immediate: isAble };
}

function charging(isAble: boolean) {
  const preferences = { level: isAble, type: isAble };
  return {
    immediate: { start: isAble, stop: isAble },
    schedule: {
      programs: { supported: isAble, size: isAble ? programs : 0 },
      nextDelayedTime: isAble,
      // The contracts demand them here and describe them beside.
      preferences,
    },
    preferences,
  };
}
