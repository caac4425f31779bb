import type { RemoteAction } from '../../api/model.ts';

export type RemoteStatus = RemoteAction['status'];

/** A state that was read of an action, and when this page did (epoch milliseconds). */
export type Seen = { status: RemoteStatus; at: number };

/** A step as it is drawn. `at` is missing where it went by between two looks, or before this page. */
export type Step = { status: RemoteStatus; at?: number; look: 'past' | 'now' | 'ahead' | 'good' | 'bad' };

const done: readonly RemoteStatus[] = ['Success', 'AlreadyDone', 'Failed'];
const refusing: readonly RemoteStatus[] = ['VehicleBatteryChargeTooLow', 'TooManyWakeUpsOverMonth'];
const way: readonly RemoteStatus[] = ['Accepted', 'CheckingVehicle', 'WakingUpVehicle', 'SentToVehicle'];
/** A navigation begins with the vehicle. */
const ofNavigation: readonly RemoteStatus[] = ['SentToVehicle'];

export const isDone = (status: RemoteStatus) => done.includes(status);

/** What was seen, with one more look at it. */
export function seeing(seen: readonly Seen[], status: RemoteStatus, at: number): readonly Seen[] {
  return seen.some((one) => one.status === status) ? seen : [...seen, { status, at }];
}

/**
 * The steps of an action as they are drawn: those on the way, the present one, those that are still to come. The
 * waking up is drawn only where it was seen. A failure is drawn after what was seen: nobody knows how far it went.
 */
export function stepsOf(action: Pick<RemoteAction, 'type' | 'status'>, seen: readonly Seen[]): Step[] {
  const { status, type } = action;
  const isOver = isDone(status);
  const isSeen = (one: RemoteStatus) => one === status || seen.some((other) => other.status === one);
  const usual =
    type === 'Navigation' ? ofNavigation : way.filter((one) => one !== 'WakingUpVehicle' || isSeen(one));
  const warnings = refusing.filter(isSeen);
  const path = status === 'Failed' || warnings.length > 0 ? [...usual.filter(isSeen), ...warnings] : usual;
  const current = isOver ? path.length : Math.max(path.indexOf(status), 0);
  const drawn = path.map((one, index): Step => {
    const look = index < current ? 'past' : index === current ? 'now' : 'ahead';
    return { status: one, look, ...timeOf(one, seen) };
  });
  const last: Step = isOver
    ? { status, look: status === 'Failed' ? 'bad' : 'good', ...timeOf(status, seen) }
    : { status: 'Success', look: 'ahead' };
  return [...drawn, last];
}

function timeOf(status: RemoteStatus, seen: readonly Seen[]): { at?: number } {
  const found = seen.find((one) => one.status === status);
  return found ? { at: found.at } : {};
}

const looks: readonly { untilMs: number; everyMs: number }[] = [
  { untilMs: 10_000, everyMs: 300 },
  { untilMs: 60_000, everyMs: 1000 },
  { untilMs: Number.POSITIVE_INFINITY, everyMs: 3000 },
];

/** How long to wait before looking again at what was asked for so long ago (milliseconds). */
export const lookAgainMs = (ageMs: number) => looks.find(({ untilMs }) => ageMs < untilMs)?.everyMs ?? 3000;
