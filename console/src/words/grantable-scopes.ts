/** Scopes that users can grant; each stands for those that begin with it and a colon. */
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
