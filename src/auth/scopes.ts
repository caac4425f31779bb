import { type GroupName, maskOf } from '../model/groups.ts';

/** Scopes that an end user can grant; a scope includes every scope that begins with it and a colon. */
export const grantableScopes = [
  'data:telemetry',
  'data:position',
  'data:trip',
  'data:alert',
  'data:collision',
  'data:vehicle:devices:pnc',
  'remote:door:write',
  'remote:preconditioning:write',
  'remote:horn:write',
  'remote:charging:write',
  'remote:lights:write',
  'remote:wakeup:write',
  'remote:navigation:write',
] as const;

/** Whether one of the granted scopes is the needed one or an ancestor of it. */
export function covers(granted: readonly string[], needed: string): boolean {
  return granted.some((scope) => needed === scope || needed.startsWith(`${scope}:`));
}

/** What both of two lists cover: a token opens no more than its application is registered for now. */
export function commonScopes(granted: readonly string[], registered: readonly string[]): readonly string[] {
  const within = granted.filter((scope) => covers(registered, scope));
  if (within.length === granted.length) return granted;
  return [...within, ...registered.filter((scope) => !within.includes(scope) && covers(granted, scope))];
}

/**
 * What granted scopes open. The operator's own applications ask for `openid profile email` and mean all of it:
 * theirs open everything that can be granted unless they name something of it.
 */
export function scopesInEffect(granted: readonly string[], isFirstParty: boolean): readonly string[] {
  if (!isFirstParty || granted.some((scope) => /^(data|remote)(:|$)/.test(scope))) return granted;
  return [...granted, ...grantableScopes];
}

const vehicle = (name: string) => `data:telemetry:vehicle:${name}`;

/** The scope that each group of a vehicle's state stands under. */
export const groupScopes: Record<GroupName, string> = {
  ignition: vehicle('ignition'),
  position: 'data:position',
  'energies.Fuel': vehicle('energies'),
  'energies.Electric': vehicle('energies'),
  'energies.Electric.load': vehicle('energies'),
  'energies.Electric.health': vehicle('energies'),
  'engines.Thermic': vehicle('engines'),
  'engines.Electric': vehicle('engines'),
  powertrain: vehicle('powertrain'),
  doorsState: vehicle('doorsState'),
  privacy: 'data:telemetry:privacy',
  battery: vehicle('battery'),
  service: vehicle('energies'),
  safety: vehicle('safety'),
  odometer: vehicle('odometer'),
  kinetic: vehicle('kinetic'),
  'environment.air': 'data:telemetry:environment',
  'environment.luminosity': 'data:telemetry:environment',
  drivingBehavior: vehicle('drivingBehavior'),
  lightingSystem: vehicle('lightingSystem'),
  'alarm.status': vehicle('alarm'),
  'alarm.trigger': vehicle('alarm'),
  preconditioning: vehicle('preconditioning'),
  transmission: vehicle('transmission'),
  adas: vehicle('adas'),
  wipingBlades: vehicle('wipingBlades'),
  maintenance: vehicle('maintenance'),
  alerts: 'data:alert',
  collision: 'data:collision',
  // Not grantable by an end user: only the fleet owner's face has it.
  stolen: 'data:stolen',
};

/** Scopes that open any of the groups: bits of those that each opens. */
export function kindsByScope(groups: readonly GroupName[]): Map<string, number> {
  const parts = (scope: string) => scope.split(':').map((_, index, all) => all.slice(0, index + 1).join(':'));
  const scopes = new Set(groups.flatMap((name) => parts(groupScopes[name])));
  const opened = (scope: string) => groups.filter((name) => covers([scope], groupScopes[name]));
  return new Map([...scopes].map((scope) => [scope, maskOf(opened(scope))]));
}

/** Whether a scope is one of data: of a group, of a kind of resource, or above or below one of these. */
export function isDataScope(scope: string): boolean {
  const known = [...Object.values(groupScopes), 'data:trip', 'data:vehicle:devices:pnc'];
  return known.some((one) => covers([scope], one) || covers([one], scope));
}

/** Fleets need no scope to report a theft; their services have one for it. */
const remoteScopes = [
  ...grantableScopes.filter((scope) => scope.startsWith('remote:')),
  'remote:stolen:write',
];

/** Whether a service of a vehicle may have a scope: of data, or of what the vehicle can be asked to do. */
export function isServiceScope(scope: string): boolean {
  return isDataScope(scope) || remoteScopes.some((one) => covers([scope], one));
}
