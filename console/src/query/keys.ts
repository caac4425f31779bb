/** Names of what is held of the answers. All of a vehicle begins with `['vehicle', key]`. */
export const keys = {
  server: ['server'] as const,
  vehicles: ['vehicles'] as const,
  fleets: ['fleets'] as const,
  ofFleet: (fleet: string, resource: string) => ['fleets', fleet, resource] as const,
  vehicle: (key: string) => ['vehicle', key] as const,
  of: (key: string, resource: string, ...more: unknown[]) => ['vehicle', key, resource, ...more] as const,
  monitors: ['monitors'] as const,
  monitor: (at: string, resource: string) => ['monitors', at, resource] as const,
  callbacks: ['callbacks'] as const,
  admin: (...path: unknown[]) => ['admin', ...path] as const,
};
