import type { Status, Vehicle } from '../../api/model.ts';
import type { LiveVehicle } from '../../query/live-store.ts';

export const vehicleStates = ['stolen', 'driving', 'charging', 'parked', 'unknown'] as const;
export type VehicleState = (typeof vehicleStates)[number];

/** Why nothing new comes of a vehicle. */
export type Silence = 'privacy' | 'serviceOff' | 'asleep' | 'offline' | 'quiet';

/** A vehicle as maps and lists show it. Times are epoch milliseconds. */
export type VehicleView = {
  key: string;
  label: string;
  vin: string;
  motorization: Vehicle['motorization'];
  fleet?: string;
  state: VehicleState;
  silence?: Silence;
  place?: [longitude: number, latitude: number];
  heading?: number;
  speed?: number;
  /** When the position was measured. */
  positionAt?: number;
  /** When anything was heard last. */
  heardAt?: number;
  alerts: number;
};

/** What was heard so long ago still counts as news. */
const freshMs = 2 * 60_000;
/** What a vehicle said before it went is told a little after it. */
const lateMs = 3_000;
/** After so long a vehicle that is on line is called quiet. */
const quietMs = 5 * 60_000;

export function viewOf(vehicle: Vehicle, live: LiveVehicle | undefined, now: number): VehicleView {
  const { key, vin, label, motorization, fleet } = vehicle;
  const status = live?.status ?? {};
  const heardAt = heardAtOf(vehicle, live);
  const silence = silenceOf(vehicle, heardAt, now);
  const speed = status.kinetic?.speed;
  return {
    key,
    vin,
    label: label ?? vin,
    motorization,
    ...(fleet ? { fleet: fleet.id } : {}),
    state: stateOf(status, live),
    ...(silence ? { silence } : {}),
    ...placeOf(live),
    ...(speed === undefined ? {} : { speed }),
    ...(heardAt === undefined ? {} : { heardAt }),
    alerts: live?.alerts.size ?? 0,
  };
}

function placeOf(live: LiveVehicle | undefined): Pick<VehicleView, 'place' | 'heading' | 'positionAt'> {
  const { position } = live ?? {};
  if (!position) return {};
  const [longitude = 0, latitude = 0] = position.geometry.coordinates;
  const { heading, createdAt } = position.properties;
  const place: [number, number] = [longitude, latitude];
  return { place, positionAt: Date.parse(createdAt), ...(heading === undefined ? {} : { heading }) };
}

function stateOf(status: Partial<Status>, live: LiveVehicle | undefined): VehicleState {
  if (live?.isStolen || status.stolen !== undefined) return 'stolen';
  if (status.energies?.some(({ extension }) => extension?.electric?.charging?.status === 'InProgress'))
    return 'charging';
  if (status.kinetic?.moving === true || (status.kinetic?.speed ?? 0) > 0 || live?.trip !== undefined)
    return 'driving';
  if (status.kinetic !== undefined || status.ignition !== undefined) return 'parked';
  return 'unknown';
}

function heardAtOf({ connection }: Vehicle, live: LiveVehicle | undefined): number | undefined {
  const times = [
    live?.heardAt,
    connection?.lastHeardAt && Date.parse(connection.lastHeardAt),
    live?.position && Date.parse(live.position.properties.createdAt),
    live?.status.updatedAt && Date.parse(live.status.updatedAt),
  ].filter((time): time is number => typeof time === 'number' && !Number.isNaN(time));
  return times.length > 0 ? Math.max(...times) : undefined;
}

/**
 * What the server withholds comes first; what was heard after the vehicle went, or just now where nobody knows when it
 * went, is no silence, whatever the connection was when it was asked for.
 */
function silenceOf({ connection }: Vehicle, heardAt: number | undefined, now: number): Silence | undefined {
  const { withheld, state, since } = connection ?? {};
  if (withheld?.privacy) return 'privacy';
  if (withheld?.services?.includes('positions')) return 'serviceOff';
  const age = heardAt === undefined ? Number.POSITIVE_INFINITY : now - heardAt;
  const wentAfter = state !== 'Online' && since !== undefined && now - age <= Date.parse(since) + lateMs;
  if (age < freshMs && !wentAfter) return undefined;
  if (state === 'Asleep') return 'asleep';
  if (state === 'Offline' || state === undefined) return 'offline';
  return age > quietMs ? 'quiet' : undefined;
}
