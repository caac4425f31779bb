/** Data that a vehicle can give, by its scopes; a scope of the list stands for those below it as well. */
export const capabilityScopes = [
  'data:vehicle:devices:pnc',
  'data:telemetry',
  'data:telemetry:environment',
  'data:telemetry:privacy',
  'data:telemetry:vehicle',
  'data:telemetry:vehicle:ignition',
  'data:telemetry:vehicle:preconditioning',
  'data:telemetry:vehicle:energies',
  'data:telemetry:vehicle:engines',
  'data:telemetry:vehicle:doorsState',
  'data:telemetry:vehicle:powertrain',
  'data:telemetry:vehicle:battery',
  'data:telemetry:vehicle:safety',
  'data:telemetry:vehicle:odometer',
  'data:telemetry:vehicle:kinetic',
  'data:telemetry:vehicle:transmission',
  'data:telemetry:vehicle:adas',
  'data:telemetry:vehicle:lightingSystem',
  'data:telemetry:vehicle:maintenance',
  'data:telemetry:vehicle:drivingBehavior',
  'data:telemetry:vehicle:wipingBlades',
  'data:telemetry:vehicle:alarm',
  'data:position',
  'data:trip',
  'data:alert',
  'data:collision',
] as const;

export const remoteNames = [
  'preconditioning',
  'charging',
  'door',
  'horn',
  'lights',
  'wakeup',
  'navigation',
  'stolen',
] as const;
export type RemoteName = (typeof remoteNames)[number];

/** What a vehicle can tell, and what it can be told to do. */
export type Capabilities = { data: readonly string[]; remote: readonly RemoteName[] };

/** What vehicles of each kind cannot do, after the data catalogue: the rest is the same for all. */
const lacking: Record<string, readonly string[]> = {
  Thermic: ['data:vehicle:devices:pnc', 'preconditioning', 'charging'],
  Hydrogen: ['data:vehicle:devices:pnc', 'charging'],
};

/** The capabilities of a vehicle: those of its motorization, but for what is said of this one. */
export function capabilitiesFrom(motorization: string, own: Partial<Capabilities>): Capabilities {
  const lacks = new Set(lacking[motorization]);
  return {
    data: own.data ?? capabilityScopes.filter((scope) => !lacks.has(scope)),
    remote: own.remote ?? remoteNames.filter((name) => !lacks.has(name)),
  };
}
