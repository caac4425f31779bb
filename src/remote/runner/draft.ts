import type { RemoteNotification } from '../../model/notification.ts';
import type { RemoteStep } from '../../model/remote.ts';
import type { AddedAction, RemoteActionRow, StepRow } from '../../store/remote/remote-actions.ts';
import type { Move } from '../machine/machine.ts';
import type { Ended } from '../metrics.ts';

/** Something to be done once all is kept. */
export type Effect = { kind: 'wake' | 'send'; row: RemoteActionRow };

/** A notification with the callback it is for. */
type Told = { callbackId: number; vehicleId: number; content: RemoteNotification };

/** What comes of some work, one after another, before all of it is written at once. */
export type Draft = {
  now: number;
  find(publicId: string): RemoteActionRow | undefined;
  /** Those of a vehicle that are not done. */
  pendingOf(vehicleId: number): RemoteActionRow[];
  /** Actions that were added for a vehicle. */
  addedOf(vehicleId: number): number;
  add(action: AddedAction, steps: readonly RemoteStep[], effect: Move['effect']): void;
  change(row: RemoteActionRow, move: Move): void;
  written(): {
    added: AddedAction[];
    changed: RemoteActionRow[];
    steps: StepRow[];
    told: Told[];
    effects: Effect[];
    /** Actions that are done now. */
    ended: Ended[];
  };
};

/** `now`: epoch milliseconds. */
export function createDraft(rows: readonly RemoteActionRow[], now: number): Draft {
  const book = createBook(rows);
  const added = new Map<string, AddedAction>();
  const addedOf = new Map<number, number>();
  const changed = new Set<string>();
  const effects: { kind: Effect['kind']; publicId: string }[] = [];
  const ended: Ended[] = [];
  const { steps, told, tell } = createTale(now);

  function end({ request: { type }, step, phase, createdAt }: RemoteActionRow): void {
    if (phase === 'done') ended.push({ type, step, tookMs: now - createdAt });
  }

  return {
    now,
    find: book.find,
    pendingOf: book.pendingOf,
    addedOf: (vehicleId) => addedOf.get(vehicleId) ?? 0,
    add(action, newSteps, effect) {
      const { publicId, vehicleId } = action;
      book.put(action);
      added.set(publicId, action);
      addedOf.set(vehicleId, (addedOf.get(vehicleId) ?? 0) + 1);
      tell(action, newSteps, false);
      end(action);
      if (effect) effects.push({ kind: effect, publicId });
    },
    change(row, { steps: newSteps, phase, dueAt, effect }) {
      const isLate = row.phase === 'done';
      const count = row.steps + newSteps.length;
      const step = isLate ? row.step : (newSteps.at(-1) ?? row.step);
      const after = { ...row, step, phase, steps: count, dueAt };
      book.put(after);
      if (newSteps.length > 0 || phase !== row.phase) changed.add(row.publicId);
      tell(after, newSteps, isLate);
      if (!isLate) end(after);
      if (effect) effects.push({ kind: effect, publicId: row.publicId });
    },
    written: () => ({
      added: [...added.values()].map((row) => ({ ...row, ...book.find(row.publicId) })),
      changed: [...changed].flatMap((id) => (added.has(id) ? [] : (book.find(id) ?? []))),
      steps,
      told,
      ended,
      effects: effects.flatMap(({ kind, publicId }) => {
        const row = book.find(publicId);
        return row && row.phase !== 'done' ? [{ kind, row }] : [];
      }),
    }),
  };
}

/** Actions as they stand, by their ids and, of those that are not done, by vehicle. */
function createBook(rows: readonly RemoteActionRow[]) {
  const actions = new Map<string, RemoteActionRow>();
  const pending = new Map<number, Map<string, RemoteActionRow>>();

  function put(row: RemoteActionRow): void {
    const { publicId, vehicleId, phase } = row;
    actions.set(publicId, row);
    const own = pending.get(vehicleId) ?? new Map<string, RemoteActionRow>();
    pending.set(vehicleId, own);
    if (phase === 'done') own.delete(publicId);
    else own.set(publicId, row);
  }

  for (const row of rows) put(row);
  return {
    put,
    find: (publicId: string) => actions.get(publicId),
    pendingOf: (vehicleId: number) => [...(pending.get(vehicleId)?.values() ?? [])],
  };
}

/** Steps to be kept, and what of them is to be told. */
function createTale(now: number) {
  const steps: StepRow[] = [];
  const told: Told[] = [];

  /** `row`: with the steps. */
  function tell(row: RemoteActionRow, newSteps: readonly RemoteStep[], isLate: boolean): void {
    const { publicId, callbackId, vehicleId, vid } = row;
    for (const [index, step] of newSteps.entries()) {
      steps.push({ publicId, number: row.steps - newSteps.length + index + 1, at: now, step, isLate });
      // Whoever does not have the vehicle any more is told nothing of it.
      if (isLate || vid === undefined) continue;
      told.push({ callbackId, vehicleId, content: notificationOf(row, step, now) });
    }
  }

  return { steps, told, tell };
}

function notificationOf(row: RemoteActionRow, step: RemoteStep, at: number): RemoteNotification {
  const { request, publicId, vin, vid, fleetId } = row;
  const { type, label, attributes, callbackAttributes } = request;
  const { webhook, websocket, pushnotif } = callbackAttributes ?? {};
  const own = webhook ?? websocket ?? pushnotif;
  return {
    kind: 'Remote',
    remoteActionId: publicId,
    remoteType: type,
    ...(label === undefined ? {} : { remoteLabel: label }),
    vin,
    ...(vid === undefined ? {} : { vid }),
    ...(fleetId === undefined ? {} : { fleetId }),
    ...(own ? { callbackAttributes: own } : {}),
    ...(attributes ? { attributes } : {}),
    at,
    eventStatus: step,
  };
}
