import { grantableScopes } from '../../../src/auth/scopes.ts';

/**
 * Every operation × scopes or profile × privacy mode. The tables here say what is expected in the words of
 * docs/web-api.md, not of the code: a status, or the marks of what is in the body (`-` is 200 without any).
 */
export type Seen = string | 403 | 404;
/** In the modes None, Geolocation and Full; one word stands for all three. */
export type Row = Seen | readonly [none: Seen, geolocation: Seen, full: Seen];

export const modes = ['None', 'Geolocation', 'Full'] as const;

export const scopeSets = {
  all: grantableScopes as readonly string[],
  telemetry: ['data:telemetry'],
  position: ['data:position'],
  privacy: ['data:telemetry:privacy'],
  others: ['data:trip', 'data:alert', 'data:collision'],
  remote: ['remote:door:write'],
  none: [],
};
export type ScopeSet = keyof typeof scopeSets;

type Expected<Column extends string> = { at: string; see: Record<Column, Row> };

const withAnyScope = (row: Row) =>
  Object.fromEntries(Object.keys(scopeSets).map((name) => [name, row])) as Record<ScopeSet, Row>;

const hiddenWhenFull = (seen: string): Row => [seen, seen, 404];
/** With positions, unless the driver hides them. */
const placed = (seen: string): readonly [Seen, Seen, Seen] => [`position ${seen}`, seen, 404];

/** Nothing but what is named opens it. */
const onlyWith = (rows: Partial<Record<ScopeSet, Row>>) => ({ ...withAnyScope(403), ...rows });

/** Of the line of a vehicle as much as of what comes by it, and whether the driver withholds something. */
const connected = {
  ...withAnyScope('-'),
  all: ['connection', 'privacy connection', 'privacy'],
  telemetry: ['connection', 'privacy connection', 'privacy'],
  position: ['connection', '-', '-'],
  privacy: ['connection', 'privacy connection', 'privacy'],
} as const satisfies Record<ScopeSet, Row>;

const b2c: Record<string, Expected<ScopeSet>> = {
  getUser: { at: '/user', see: withAnyScope('-') },
  getVehiclesByDevice: { at: '/user/vehicles?extension=connection', see: connected },
  getVehicleByid: { at: '/user/vehicles/{id}?extension=connection', see: connected },
  getVehicleStatus: {
    at: '/user/vehicles/{id}/status?extension=provenance',
    see: onlyWith({
      all: ['position privacy telemetry', 'privacy telemetry', 'privacy'],
      telemetry: ['privacy telemetry', 'privacy telemetry', 'privacy'],
      position: ['position', 404, 404],
      privacy: 'privacy',
    }),
  },
  getVehicleMaintenance: {
    at: '/user/vehicles/{id}/maintenance',
    see: onlyWith({ all: ['telemetry', 'telemetry', 404], telemetry: ['telemetry', 'telemetry', 404] }),
  },
  getCarLastPosition: {
    at: '/user/vehicles/{id}/lastPosition',
    see: onlyWith({ all: ['position', 404, 404], position: ['position', 404, 404] }),
  },
  getTelemetry: {
    at: '/user/vehicles/{id}/telemetry?extension=location,maintenance',
    see: onlyWith({
      all: ['position privacy telemetry', 'privacy telemetry', 404],
      telemetry: ['privacy telemetry', 'privacy telemetry', 404],
      position: ['position', 404, 404],
      privacy: ['privacy', 'privacy', 404],
    }),
  },
};

const scopeOfAlarm = (row: Row) => onlyWith({ all: row, telemetry: hiddenWhenFull('telemetry') });
const incident = (all: Row, alone: string) => onlyWith({ all, others: hiddenWhenFull(alone) });
const user = '/user/vehicles/{id}';

/** The same with what happened to a vehicle. */
const b2cEpisodes: Record<string, Expected<ScopeSet>> = {
  getVehicleCollision: { at: `${user}/collisions`, see: incident(hiddenWhenFull('collision'), 'collision') },
  getVehicleCollisionById: {
    at: `${user}/collisions/{cid}`,
    see: incident(hiddenWhenFull('collision'), 'collision'),
  },
  getVehicleAlerts: { at: `${user}/alerts`, see: incident(placed('alert'), 'alert') },
  getVehicleAlertsById: { at: `${user}/alerts/{aid}`, see: incident(placed('alert'), 'alert') },
  getVehicleAlarms: { at: `${user}/alarms`, see: scopeOfAlarm(placed('telemetry')) },
  getVehicleAlarmsById: { at: `${user}/alarms/{trigger}`, see: scopeOfAlarm(placed('telemetry')) },
  getTripsByVehicle: { at: `${user}/trips`, see: incident(placed('trip'), 'trip') },
  getTripByVehicle: { at: `${user}/trips/{tid}`, see: incident(placed('trip'), 'trip') },
  getVehicleTripAlerts: { at: `${user}/trips/{tid}/alerts`, see: incident(placed('alert'), 'alert') },
  getVehicleTripAlertByAid: {
    at: `${user}/trips/{tid}/alerts/{aid}`,
    see: incident(placed('alert'), 'alert'),
  },
  getVehicleCollisionsByTripId: {
    at: `${user}/trips/{tid}/collisions`,
    see: incident(hiddenWhenFull('collision'), 'collision'),
  },
  getVehicleCollisionByTipById: {
    at: `${user}/trips/{tid}/collisions/{cid}`,
    see: incident(hiddenWhenFull('collision'), 'collision'),
  },
  getPathForTrip: { at: `${user}/trips/{tid}/wayPoints`, see: onlyWith({ all: ['position', 404, 404] }) },
  // The scopes of telemetry trim it: without any of them no report is left.
  getTelemetryForTrip: {
    at: `${user}/trips/{tid}/telemetry?extension=location`,
    see: onlyWith({ all: placed('telemetry'), others: hiddenWhenFull('-') }),
  },
};

const ofCallbacks = { ...withAnyScope('-'), none: 403 } as const;
const ofRemotes = onlyWith({ all: '-', remote: '-' });
const ofCharging = onlyWith({ all: '-' });
const ofMonitors = { ...ofCallbacks, remote: 403 } as const;
const callback = '/user/callbacks/{cbid}';
const monitor = `${user}/callbacks/{cbid}/monitors`;
const asked = `${user}/callbacks/{cbid}/remotes`;

/** What applications have themselves; what a monitor raised is for who may see what it looks at (the odometer). */
const b2cSubscriptions: Record<string, Expected<ScopeSet>> = {
  getUsertRemotes: { at: '/user/callbacks', see: ofCallbacks },
  getUsertRemotebyId: { at: callback, see: ofCallbacks },
  getUserCallbackDeliveries: { at: `${callback}/deliveries`, see: ofCallbacks },
  getUserCallbackDeliveryById: { at: `${callback}/deliveries/{nid}`, see: ofCallbacks },
  getVehicleMonitors: { at: monitor, see: ofMonitors },
  getVehicleMonitorsStatusById: { at: `${monitor}/{mid}`, see: ofMonitors },
  getVehicleMonitorEvents: {
    at: `${monitor}/{mid}/events`,
    see: onlyWith({ all: hiddenWhenFull('-'), telemetry: hiddenWhenFull('-') }),
  },
  getRemoteRequestsForVhl: { at: asked, see: ofRemotes },
  getRemoteRequestForVhlById: { at: `${asked}/{rid}`, see: ofRemotes },
  getVehicleChargeLimit: { at: `${user}/chargeLimit`, see: ofCharging },
  getVehicleChargeLimitEvents: { at: `${user}/chargeLimit/events`, see: ofCharging },
};

export const profiles = { fleet: 'fleet', endUser: 'endUser', none: undefined };
export type Profile = keyof typeof profiles;

const withAnyProfile = (row: Row) => ({ fleet: row, endUser: row, none: row });
/** A fleet owner sees what is kept; the driver's view is as in the end user's face with all scopes. */
const kept = (seen: string, endUser: Row) => ({ fleet: seen, none: seen, endUser });

const b2b: Record<string, Expected<Profile>> = {
  getVehiclesCapabilities: { at: '/vehicles/{vin}', see: withAnyProfile('-') },
  getFleets: { at: '/fleets', see: withAnyProfile('-') },
  getFleet: { at: '', see: withAnyProfile('-') },
  getVehiclesByDevice: { at: 'vehicles', see: withAnyProfile('-') },
  getVehicleByid: { at: 'vehicles/{vid}?extension=connection', see: withAnyProfile('connection') },
  getCarLastPosition: { at: 'vehicles/{vid}/lastPosition', see: kept('position', ['position', 404, 404]) },
  getVehicleMaintenance: {
    at: 'vehicles/{vid}/maintenance',
    see: kept('telemetry', ['telemetry', 'telemetry', 404]),
  },
  getFleetStatusList: {
    at: 'status',
    see: kept('position privacy telemetry', ['position privacy telemetry', 'privacy telemetry', 'privacy']),
  },
  getFleetMantenanceList: { at: 'maintenances', see: kept('telemetry', ['telemetry', 'telemetry', '-']) },
  getFleetVehicleStatus: {
    at: 'vehicles/{vid}/status?extension=provenance',
    see: kept('position privacy telemetry', ['position privacy telemetry', 'privacy telemetry', 'privacy']),
  },
  getTelemetry: {
    at: 'vehicles/{vid}/telemetry?extension=location,maintenance',
    see: kept('position privacy telemetry', ['position privacy telemetry', 'privacy telemetry', 404]),
  },
};

const driver = (seen: string) => kept(`position ${seen}`, placed(seen));
const inList = (row: readonly [Seen, Seen, Seen]): Row => [row[0], row[1], '-'];
const vehicle = 'vehicles/{vid}';

const b2bEpisodes: Record<string, Expected<Profile>> = {
  getVehicleCollision: {
    at: `${vehicle}/collisions`,
    see: kept('collision', hiddenWhenFull('collision')),
  },
  getVehicleCollisionById: {
    at: `${vehicle}/collisions/{cid}`,
    see: kept('collision', hiddenWhenFull('collision')),
  },
  getVehicleAlerts: { at: `${vehicle}/alerts`, see: driver('alert') },
  getFleetVehicleAlertsById: { at: `${vehicle}/alerts/{aid}`, see: driver('alert') },
  // Three that have no profile: the fleet owner sees what is kept.
  getVehicleAlarms: { at: `${vehicle}/alarms`, see: withAnyProfile('position telemetry') },
  getVehicleAlarmsById: { at: `${vehicle}/alarms/{trigger}`, see: withAnyProfile('position telemetry') },
  getVehicleStolenHistory: { at: `${vehicle}/stolen`, see: withAnyProfile('position stolen') },
  getVehicleStolenById: { at: `${vehicle}/stolen/{sid}`, see: withAnyProfile('position') },
  getVehicleStolenIdPosition: { at: `${vehicle}/stolen/{sid}/waypoints`, see: withAnyProfile('position') },
  getTripCollisionsByTripAndVehicle: {
    at: `${vehicle}/trips/{tid}/collisions`,
    see: withAnyProfile('collision'),
  },
  getTripsByVehicle: { at: `${vehicle}/trips`, see: driver('trip') },
  getFleetTripByVehicle: { at: `${vehicle}/trips/{tid}`, see: driver('trip') },
  getFleetTripAlertByVehicle: { at: `${vehicle}/trips/{tid}/alerts`, see: driver('alert') },
  getFleetTripAlertByVehicleById: { at: `${vehicle}/trips/{tid}/alerts/{aid}`, see: driver('alert') },
  getPathForTrip: { at: `${vehicle}/trips/{tid}/wayPoints`, see: kept('position', ['position', 404, 404]) },
  getTelemetryForTripByVehicle: {
    at: `${vehicle}/trips/{tid}/telemetry?extension=location`,
    see: driver('telemetry'),
  },
  getFleetAlertList: { at: 'alerts', see: kept('position alert', inList(placed('alert'))) },
  getFleetAlertById: { at: 'alerts/{aid}', see: driver('alert') },
  getFleetTrips: { at: 'trips', see: kept('position trip', inList(placed('trip'))) },
  getFleetTripCollisions: { at: 'collisions', see: kept('collision', ['collision', 'collision', '-']) },
  getCollisionsById: { at: 'collisions/{cid}', see: kept('collision', hiddenWhenFull('collision')) },
};

const remote = 'remote/callbacks/{remoteCbid}';
const ofFleet = [
  ['getFleetRemotes', 'remote/callbacks'],
  ['getFleetRemotebyId', remote],
  ['getFleetRemoteDeliveries', `${remote}/deliveries`],
  ['getFleetRemoteDeliveryById', `${remote}/deliveries/{remoteNid}`],
  ['getRemoteRequestsForVhl', `${vehicle}/callbacks/{remoteCbid}/remotes`],
  ['getRemoteRequestForVhlById', `${vehicle}/callbacks/{remoteCbid}/remotes/{remoteRid}`],
  ['getFleetMonitors', 'monitors'],
  ['getFleetMonitorsStatusById', 'monitors/{fleetMid}'],
  ['getFleetMonitorEvents', 'monitors/{fleetMid}/events'],
  ['getFleetMonitorDeliveries', 'monitors/{fleetMid}/deliveries'],
  ['getFleetMonitorDeliveryById', 'monitors/{fleetMid}/deliveries/{monitorNid}'],
] as const;
const b2bSubscriptions: Record<string, Expected<Profile>> = Object.fromEntries(
  ofFleet.map(([name, at]) => [name, { at, see: withAnyProfile('-') }]),
);

export const b2cRows = { ...b2c, ...b2cEpisodes, ...b2cSubscriptions };
export const b2bRows = { ...b2b, ...b2bEpisodes, ...b2bSubscriptions };

/** What shows that data of a kind is in a body. */
export const marks: Record<string, readonly string[]> = {
  position: ['coordinates'],
  privacy: ['privacy'],
  telemetry: ['odometer', 'ignition', 'environment', 'daysBeforeMaintenance', 'activation', 'startAt'],
  trip: ['done'],
  alert: ['severity'],
  collision: ['details'],
  stolen: ['stolen'],
  connection: ['lastHeardAt'],
};
