import type { FaceKind } from '../../api/face-context.ts';
import type { Status, Vehicle } from '../../api/model.ts';

/** What a vehicle may be told to do, by the key of the body. */
export type Doing =
  | 'door'
  | 'horn'
  | 'lights'
  | 'wakeUp'
  | 'preconditioning'
  | 'charging'
  | 'navigation'
  | 'immobilization'
  | 'stolen';

type Capability = { supported: boolean };
type Told = Record<string, Capability & { parameters?: unknown }>;

/** What of the capabilities says it; what can be reported stolen can be immobilized. */
const capabilityOf: Record<Doing, string> = {
  door: 'door',
  horn: 'horn',
  lights: 'lights',
  wakeUp: 'wakeup',
  preconditioning: 'preconditioning',
  charging: 'charging',
  navigation: 'navigation',
  immobilization: 'stolen',
  stolen: 'stolen',
};

/** What the vehicle says of its remote actions; undefined until it is known. */
function remoteOf({ _embedded }: Vehicle): Told | undefined {
  return _embedded?.extension?.onboardCapabilities?.remote as Told | undefined;
}

/** Why not, or undefined where it can. What nothing is known of is let through: the server knows best. */
export function whyNot(
  vehicle: Vehicle,
  doing: Doing,
  kind: FaceKind,
): 'notSupported' | 'fleetsOnly' | undefined {
  if (kind === 'driver' && (doing === 'immobilization' || doing === 'stolen')) return 'fleetsOnly';
  const told = remoteOf(vehicle);
  return told === undefined || told[capabilityOf[doing]]?.supported ? undefined : 'notSupported';
}

/** Places for programs of preconditioning and of charging. */
export function programsOf(vehicle: Vehicle, doing: 'preconditioning' | 'charging'): number {
  const parameters = remoteOf(vehicle)?.[doing]?.parameters as
    | { programs?: { size: number }; schedule?: { programs?: { size: number } } }
    | undefined;
  return (
    (doing === 'charging' ? parameters?.schedule?.programs?.size : parameters?.programs?.size) ?? slotsMost
  );
}

const slotsMost = 4;

export type Hint = 'driving' | 'asleep' | 'offline' | 'privacy' | 'stolen' | 'services' | 'open';

/** What speaks against actions in the state that the vehicle is in; the server and the vehicle have the last word. */
export function hintsOf(vehicle: Vehicle, status: Partial<Status> | undefined): Hint[] {
  const { connection } = vehicle;
  const isDriving =
    status?.ignition !== undefined ? status.ignition.type !== 'Stop' : status?.kinetic?.moving === true;
  const isOnline = connection?.state === undefined || connection.state === 'Online';
  const hints: [Hint, boolean][] = [
    ['stolen', (status as { stolen?: { state?: boolean } } | undefined)?.stolen?.state === true],
    ['privacy', status?.privacy?.state === 'Full' || connection?.withheld?.privacy === 'Full'],
    ['offline', connection?.state === 'Offline'],
    ['asleep', connection?.state === 'Asleep'],
    ['driving', isOnline && isDriving],
    ['open', isOnline && (status?.doorsState?.opening ?? []).some(({ state }) => state === 'Open')],
    ['services', (connection?.withheld?.services ?? []).length > 0],
  ];
  return hints.flatMap(([hint, is]) => (is ? [hint] : []));
}

const refusedWhileDriven: readonly Doing[] = ['horn', 'lights', 'preconditioning', 'immobilization'];

/** What a vehicle would answer to an action now: it is said where the action is, before anybody asks in vain. */
export function refusedNow(doing: Doing, hints: readonly Hint[]): 'driving' | undefined {
  return hints.includes('driving') && refusedWhileDriven.includes(doing) ? 'driving' : undefined;
}

/** Whether the doors are locked, in part, or not at all; undefined where nothing was told. */
export function lockOf(
  status: Partial<Status> | undefined,
): 'locked' | 'unlocked' | 'partlyLocked' | undefined {
  const states = status?.doorsState?.lockedStates;
  if (states === undefined || states.length === 0) return undefined;
  if (states.every((one) => one === 'Locked' || one === 'SuperLocked')) return 'locked';
  return states.includes('Unlocked') ? 'unlocked' : 'partlyLocked';
}
