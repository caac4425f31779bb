import type { Connection, Status } from '../../api/model.ts';
import { isLocked, openingsOf } from '../vehicle/doors.ts';

/** What is said of a value: a word of the API, a word of the screen, or a text that is made of numbers. */
export type Fact = { name: FactName; said: Said };
export type FactName =
  | 'connection'
  | 'motion'
  | 'place'
  | 'ignition'
  | 'doors'
  | 'locks'
  | 'battery'
  | 'fuel'
  | 'charging'
  | 'privacy'
  | 'alarm'
  | 'breakIn'
  | 'stolen'
  | 'trip';
export type Said =
  | { is: 'value'; value: string }
  | { is: 'connection'; state: NonNullable<Connection['state']> }
  | { is: 'speed'; kmh: number }
  | { is: 'percent'; percent: number }
  | { is: 'place'; latitude: number; longitude: number }
  | { is: 'open'; doors: string[] }
  | { is: 'yes' | 'no' }
  | { is: 'trip'; isUnderWay: boolean };

type Known = {
  status: Partial<Status> | undefined;
  connection: Connection | undefined;
  hasTrip: boolean;
  /** Undefined where who looks is not told. */
  isStolen: boolean | undefined;
};

/** What is known of a vehicle now, of all that the panel can change. */
export function factsOf({ status = {}, connection, hasTrip, isStolen }: Known): Fact[] {
  const { ignition, doorsState, privacy, alarm } = status;
  return [
    ...fact('connection', connection?.state && { is: 'connection', state: connection.state }),
    ...moving(status),
    ...fact('ignition', wordOf(ignition?.type)),
    ...(doorsState ? doors(doorsState) : []),
    ...energies(status),
    ...fact('privacy', wordOf(privacy?.state ?? connection?.withheld?.privacy)),
    ...fact('alarm', wordOf(alarm?.status?.activation)),
    ...fact('breakIn', wordOf(alarm?.trigger?.type)),
    ...fact('stolen', isStolen !== undefined && { is: isStolen ? 'yes' : 'no' }),
    ...fact('trip', { is: 'trip', isUnderWay: hasTrip }),
  ];
}

function moving({ kinetic, lastPosition }: Partial<Status>): Fact[] {
  const [longitude, latitude] = lastPosition?.geometry.coordinates ?? [];
  const isPlaced = latitude !== undefined && longitude !== undefined;
  return [
    ...fact('motion', kinetic && { is: 'speed', kmh: kinetic.moving === false ? 0 : (kinetic.speed ?? 0) }),
    ...fact('place', isPlaced && { is: 'place', latitude, longitude }),
  ];
}

function doors(doorsState: NonNullable<Status['doorsState']>): Fact[] {
  const locked = isLocked(doorsState);
  return [
    ...fact('doors', { is: 'open', doors: openOf(doorsState) }),
    ...fact('locks', locked !== undefined && wordOf(locked ? 'Locked' : 'Unlocked')),
  ];
}

function energies({ energies: all = [] }: Partial<Status>): Fact[] {
  const battery = all.find(({ type }) => type === 'Electric');
  return [
    ...fact('battery', percentOf(battery?.level)),
    ...fact('fuel', percentOf(all.find(({ type }) => type === 'Fuel')?.level)),
    ...fact('charging', wordOf(battery?.extension?.electric?.charging?.status)),
  ];
}

const fact = (name: FactName, said: Said | false | undefined): Fact[] => (said ? [{ name, said }] : []);
const wordOf = (value: string | undefined): Said | undefined =>
  value === undefined ? undefined : { is: 'value', value };
const percentOf = (percent: number | undefined): Said | undefined =>
  percent === undefined ? undefined : { is: 'percent', percent };

function openOf(doorsState: NonNullable<Status['doorsState']>): string[] {
  return Object.entries(openingsOf(doorsState))
    .filter(([, state]) => state === 'Open')
    .map(([name]) => name);
}
