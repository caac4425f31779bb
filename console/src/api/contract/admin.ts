// Made from the OpenAPI document that the server serves:
// UPDATE=1 npx vitest run test/console/contract-types.test.ts
export type OpenedSession = {
  id: string;
  name: string;
  role: "viewer" | "operator" | "admin";
  address: string;
  createdAt: string;
  expiresAt: string;
  token: string;
};
export type xError = {
  code: number;
  uuid: string;
  message: string;
  timestamp: string;
  debug: string;
  httpCode?: number;
  httpMessage?: string;
  moreInformation?: string;
};
export type Session = {
  id: string;
  name: string;
  role: "viewer" | "operator" | "admin";
  address: string;
  createdAt: string;
  expiresAt: string;
};
export type Myself = {
  kind: string;
  name: string;
  role: "viewer" | "operator" | "admin";
  session?: Session;
};
export type Link = {
  href: string;
  templated?: boolean;
};
export type RegisteredVehicle = {
  vin: string;
  motorization: "Electric" | "Hybrid" | "Thermic" | "Hydrogen";
  generation?: number;
  brand?: string;
  label?: string;
  pictures?: string[];
  presence?: string;
  presenceSince?: string;
  users: number;
  fleets: number;
  createdAt: string;
  updatedAt: string;
};
export type NewVehicle = {
  vin: string;
  motorization: "Electric" | "Hybrid" | "Thermic" | "Hydrogen";
  generation?: number;
  brand?: string;
  label?: string;
  pictures?: string[];
  presence?: string;
  presenceSince?: string;
  users: number;
  fleets: number;
  createdAt: string;
  updatedAt: string;
  username: string;
  secret: string;
};
export type VehicleDetails = {
  vin: string;
  motorization: "Electric" | "Hybrid" | "Thermic" | "Hydrogen";
  generation?: number;
  brand?: string;
  label?: string;
  pictures?: string[];
  presence?: string;
  presenceSince?: string;
  users: number;
  fleets: number;
  createdAt: string;
  updatedAt: string;
  holders: {
    users: {
      id: string;
      vehicleId: string;
      email: string;
    }[];
    fleets: {
      id: string;
      vehicleId: string;
      name: string;
      partner: string;
    }[];
  };
};
export type RowReport = {
  row: number;
  vin?: string;
  outcome: string;
  username?: string;
  secret?: string;
  fault?: {
    field: string;
    value: string;
    expected: string;
  };
};
export type ImportReport = {
  isDryRun: boolean;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  rows: RowReport[];
};
export type Service = {
  name: string;
  audience: "endUser" | "fleet";
  scopes: string[];
};
export type Capabilities = {
  data: ("data:vehicle:devices:pnc" | "data:telemetry" | "data:telemetry:environment" | "data:telemetry:privacy" | "data:telemetry:vehicle" | "data:telemetry:vehicle:ignition" | "data:telemetry:vehicle:preconditioning" | "data:telemetry:vehicle:energies" | "data:telemetry:vehicle:engines" | "data:telemetry:vehicle:doorsState" | "data:telemetry:vehicle:powertrain" | "data:telemetry:vehicle:battery" | "data:telemetry:vehicle:safety" | "data:telemetry:vehicle:odometer" | "data:telemetry:vehicle:kinetic" | "data:telemetry:vehicle:transmission" | "data:telemetry:vehicle:adas" | "data:telemetry:vehicle:lightingSystem" | "data:telemetry:vehicle:maintenance" | "data:telemetry:vehicle:drivingBehavior" | "data:telemetry:vehicle:wipingBlades" | "data:telemetry:vehicle:alarm" | "data:position" | "data:trip" | "data:alert" | "data:collision")[];
  remote: ("preconditioning" | "charging" | "door" | "horn" | "lights" | "wakeup" | "navigation" | "stolen")[];
};
export type WakeUpChannel = {
  channel: "mqtt" | "http" | "all";
};
export type RegisteredUser = {
  id: string;
  email: string;
  firstName?: string;
  lastName?: string;
  vehicles: number;
  applications: number;
  createdAt: string;
  updatedAt: string;
};
export type UserDetails = {
  id: string;
  email: string;
  firstName?: string;
  lastName?: string;
  vehicles: number;
  applications: number;
  createdAt: string;
  updatedAt: string;
  linked: {
    id: string;
    vin: string;
  }[];
};
export type AllowedApplication = {
  clientId: string;
  name: string;
  isFirstParty: boolean;
  scopes: string[];
  since: string;
};
export type RegisteredFleet = {
  id: string;
  name: string;
  description?: string;
  partner: string;
  vehicles: number;
  createdAt: string;
};
export type FleetMember = {
  id: string;
  vin: string;
  createdAt: string;
};
export type Limits = {
  perDay: number;
  perSecond: number;
  own: string[];
};
export type RegisteredApplication = {
  clientId: string;
  name: string;
  redirectUris: string[];
  scopes: string[];
  grants: ("authorization_code" | "refresh_token" | "password")[];
  isFirstParty: boolean;
  seesCallCenters: boolean;
  accessTokenS?: number;
  limits: Limits;
  previousSecretUntil?: string;
  users: number;
  createdAt: string;
};
export type NewApplication = {
  clientId: string;
  name: string;
  redirectUris: string[];
  scopes: string[];
  grants: ("authorization_code" | "refresh_token" | "password")[];
  isFirstParty: boolean;
  seesCallCenters: boolean;
  accessTokenS?: number;
  limits: Limits;
  previousSecretUntil?: string;
  users: number;
  createdAt: string;
  clientSecret: string;
};
export type CallCenter = {
  countryCode: string;
  phoneNumber: string;
};
export type RegisteredCallback = {
  id: string;
  kind: string;
  clientId: string;
  label: string;
  target?: string;
  status: string;
  waiting: number;
  failingSince?: string;
  nextAttemptAt?: string;
  createdAt: string;
};
export type RegisteredDelivery = {
  id: string;
  kind: string;
  status: string;
  createdAt: string;
  expiresAt: string;
  finishedAt?: string;
};
export type DeliveryAttempt = {
  number: number;
  at: string;
  code?: number;
  error?: string;
  tookMs: number;
};
export type DeliveryLog = {
  id: string;
  kind: string;
  status: string;
  createdAt: string;
  expiresAt: string;
  finishedAt?: string;
  attempts: DeliveryAttempt[];
};
export type RegisteredPartner = {
  login: string;
  clientId: string;
  limits: Limits;
  fleets: number;
  createdAt: string;
};
export type NewPartner = {
  login: string;
  clientId: string;
  limits: Limits;
  fleets: number;
  createdAt: string;
  password: string;
};
export type Certificate = {
  serial: string;
  authority: string;
  login: string;
  subject: string;
  createdAt: string;
  expiresAt: string;
  revokedAt?: string;
};
export type DeadLetter = {
  id: number;
  vin: string;
  channel: string;
  receivedAt: string;
  reason: string;
  bytes: number;
  retryAskedAt?: string;
};
export type DeadLetterWithBytes = {
  id: number;
  vin: string;
  channel: string;
  receivedAt: string;
  reason: string;
  bytes: number;
  retryAskedAt?: string;
  payload: string;
};
export type Health = {
  at: string;
  startedAt: string;
  rates: {
    overSeconds: number;
    reportsPerSecond: number;
    acknowledgementsPerSecond: number;
    duplicatesPerSecond: number;
    deadLettersPerSecond: number;
    notificationsPerSecond: number;
  };
  queue: {
    messages: number;
    lanes: {
      messages: number;
      oldestSeconds: number;
    }[];
  };
  database: {
    bytes: number;
  };
  vehicles: {
    connected: number;
    entered: number;
  };
  deliveries: {
    waiting: number;
    oldestSeconds: number;
  };
  deadLetters: number;
};
export type Administrator = {
  name: string;
  role: "viewer" | "operator" | "admin";
  createdAt: string;
  updatedAt: string;
};
export type Token = {
  name: string;
  role: "viewer" | "operator" | "admin";
  createdAt: string;
  expiresAt?: string;
};
export type NewToken = {
  name: string;
  role: "viewer" | "operator" | "admin";
  createdAt: string;
  expiresAt?: string;
  token: string;
};
export type Change = {
  id: number;
  at: string;
  whoKind: string;
  who: string;
  address: string;
  operation: string;
  subjectKind: string;
  subject: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};
