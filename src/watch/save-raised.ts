import type { Batch, Save } from '../ingest/batch.ts';
import type { Clock } from '../lib/clock.ts';
import type { MonitorNotification } from '../model/notification.ts';
import { saveMonitorEvents } from '../store/monitors/monitor-events.ts';
import { type RuleStateRow, saveRuleStates } from '../store/monitors/rule-states.ts';
import { insertNotifications, keptMs } from '../store/notifications/notifications.ts';
import type { Transaction } from '../store/writer.ts';
import { changedIn } from './standings.ts';
import type { Raised } from './watch.ts';

export type RaiseDeps = {
  /** What to tell of an event. */
  tell(raised: Raised): MonitorNotification;
  newId(): string;
  clock: Clock;
};

/** Saves how the monitors stand now, what they raised, and what there is to be told: in the transaction of its cause. */
export function saveRaised(deps: RaiseDeps): Save {
  return {
    name: 'save raised',
    run: (batch, transaction) => save(deps, batch, transaction),
  };
}

async function save(deps: RaiseDeps, batch: Batch, transaction: Transaction): Promise<void> {
  const states: RuleStateRow[] = [];
  const raised: Raised[] = [];
  for (const { vehicleId, watch } of batch.vehicles.values()) {
    if (!watch) continue;
    for (const { own, standing } of changedIn(watch))
      states.push({ monitorId: own.watched.monitor.monitorId, vehicleId, ...standing });
    raised.push(...watch.raised);
  }
  if (states.length > 0) await saveRuleStates(transaction, states);
  if (raised.length === 0) return;
  await saveMonitorEvents(transaction, raised.map(eventOf));
  const queued = await insertNotifications(transaction, notificationsOf(deps, raised));
  batch.queued.push(...queued);
  batch.told.push(...toldOf(raised, new Set(queued)));
}

/** Which applications learn something of whose vehicle: a callback that rests is told nothing. */
function toldOf(raised: readonly Raised[], queued: ReadonlySet<number>): Batch['told'] {
  return raised.flatMap(({ watched: { monitor }, vehicleId }) => {
    const { userId, clientId, callbackId } = monitor;
    return userId !== null && queued.has(callbackId) ? [{ userId, clientId, vehicleId }] : [];
  });
}

function eventOf({ watched, event, vehicleId }: Raised) {
  return { monitorId: watched.monitor.monitorId, vehicleId, ...event };
}

function notificationsOf({ tell, newId, clock }: RaiseDeps, raised: readonly Raised[]) {
  const createdAt = clock.now();
  return raised.map((one) => ({
    id: newId(),
    callbackId: one.watched.monitor.callbackId,
    monitorId: one.watched.monitor.monitorId,
    vehicleId: one.vehicleId,
    content: tell(one),
    createdAt,
    expiresAt: createdAt + keptMs,
  }));
}
