import type { Clock } from '../../lib/clock.ts';
import { newPublicId } from '../../lib/secrets.ts';
import type { VehicleState } from '../../model/vehicle-state.ts';
import { insertNotifications, keptMs, newNotificationId } from '../../store/notifications/notifications.ts';
import {
  addRemoteActions,
  addRemoteSteps,
  changeRemoteActions,
  type NewRemoteAction,
  type RemoteActionRow,
  readRemoteActions,
} from '../../store/remote/remote-actions.ts';
import {
  countWakeUps,
  findOwners,
  findTakenKeys,
  holdCallbacks,
  readFacts,
  saveKeys,
} from '../../store/remote/remote-facts.ts';
import type { Querying, RemoteTransactions } from '../../store/remote/remote-transaction.ts';
import type { Ended } from '../metrics.ts';
import {
  type Apply,
  applyBroken,
  applyLook,
  applyPost,
  applyResult,
  type Known,
  type Reach,
  type Rules,
} from './apply.ts';
import { createDraft, type Draft, type Effect } from './draft.ts';
import { type Answer, type Posted, vehicleOf, type Work } from './work.ts';

export type CommitDeps = {
  transactions: Pick<RemoteTransactions, 'run'>;
  clock: Clock;
  findStates(vehicleIds: readonly number[]): Promise<Map<number, VehicleState>>;
  reach: Reach;
  rules: Rules;
};

/** What has committed. */
export type Committed = {
  /** Of each work, in their order. */
  answers: Answer[];
  effects: Effect[];
  /** What of each vehicle's is not done. */
  pending: Map<number, RemoteActionRow[]>;
  /** Callbacks with something new to be told. */
  queued: number[];
  ended: readonly Ended[];
};

const monthOf = (now: number) => new Date(now).toISOString().slice(0, 7);

/** Does some work, one after another, and keeps all that comes of it in one transaction. */
export async function commit(deps: CommitDeps, works: readonly Work[]): Promise<Committed> {
  const vehicleIds = [...new Set(works.map(vehicleOf))];
  const asked = works.flatMap((work) => (work.kind === 'post' ? [work.asked] : []));
  const seen = seenBy(deps.reach, works);
  // Before the transaction, which holds one connection already.
  const states = seen.size > 0 ? await deps.findStates([...seen]) : new Map();
  return deps.transactions.run(async (querying) => {
    const now = deps.clock.now();
    const callbackIds = asked.map(({ callbackId }) => callbackId);
    const publicIds = works.flatMap((work) => (work.kind === 'result' ? [work.publicId] : []));
    const [callbacks, knownOfPosts, rows] = await Promise.all([
      holdCallbacks(querying, { callbackIds, vehicleIds }),
      readForPosts(querying, { asked, now, rules: deps.rules }),
      readRemoteActions(querying, { vehicleIds, publicIds }),
    ]);
    const draft = createDraft(rows, now);
    const known: Known = { states, seen, callbacks, ...knownOfPosts, wakeUps: new Map() };
    const apply: Apply = { draft, known, reach: deps.reach, rules: deps.rules, newId: newPublicId };
    const answers = works.map((work) => applyOne(apply, work));
    const queued = await write(querying, draft, { known, keys: keysOf(works, answers) });
    const pending = new Map(vehicleIds.map((id) => [id, draft.pendingOf(id)]));
    const { effects, ended } = draft.written();
    return { answers, effects, pending, queued, ended };
  });
}

/** Vehicles whose state may matter: those that are asked for something, and those that something can be sent to. */
function seenBy({ isOnLine }: Reach, works: readonly Work[]): Set<number> {
  const wanted = works.filter(
    (work) => work.kind === 'post' || (work.kind === 'look' && isOnLine(work.vehicleId)),
  );
  return new Set(wanted.map(vehicleOf));
}

function applyOne(apply: Apply, work: Work): Answer {
  if (work.kind === 'post') return applyPost(apply, work);
  if (work.kind === 'result') return applyResult(apply, work);
  if (work.kind === 'look') applyLook(apply, work);
  else applyBroken(apply, work);
  return 'done';
}

type ForPosts = { asked: readonly NewRemoteAction[]; now: number; rules: Rules };

async function readForPosts(
  querying: Querying,
  { asked, now, rules }: ForPosts,
): Promise<Pick<Known, 'facts' | 'owners' | 'keys'>> {
  if (asked.length === 0) return { facts: new Map(), owners: new Map(), keys: new Set() };
  const { remotesPerDay, remotesPerMinute } = rules.limits;
  const vehicleIds = [...new Set(asked.map(({ vehicleId }) => vehicleId))];
  const countMax = Math.max(remotesPerDay, remotesPerMinute);
  const used = asked.flatMap(({ subscriber: { clientId }, idempotency }) =>
    idempotency ? [{ clientId, key: idempotency.key }] : [],
  );
  const [facts, owners, keys] = await Promise.all([
    readFacts(querying, { vehicleIds, month: monthOf(now), now, countMax }),
    findOwners(querying, asked),
    findTakenKeys(querying, used, now),
  ]);
  return { facts, owners: new Map(asked.map((one, index) => [one, owners[index]])), keys };
}

type Key = Parameters<typeof saveKeys>[1][number];

function keysOf(works: readonly Work[], answers: readonly Answer[]): Key[] {
  return works.flatMap((work, index) => {
    if (work.kind !== 'post' || !work.asked.idempotency) return [];
    const answer = answers[index] as Posted;
    if ('refused' in answer) return [];
    const { clientId } = work.asked.subscriber;
    return [{ clientId, ...work.asked.idempotency, publicId: answer.action.publicId }];
  });
}

/** Gives the callbacks that have something new to be told. */
async function write(
  querying: Querying,
  draft: Draft,
  { known, keys }: { known: Known; keys: readonly Key[] },
): Promise<number[]> {
  const { now } = draft;
  const { added, changed, steps, told } = draft.written();
  const rows = told.map(({ callbackId, vehicleId, content }) => ({
    id: newNotificationId(),
    callbackId,
    vehicleId,
    content,
    createdAt: now,
    expiresAt: now + keptMs,
  }));
  const written = [
    // First what ends: it makes room for the next of its type.
    changeRemoteActions(querying, changed, now),
    addRemoteActions(querying, added),
    addRemoteSteps(querying, steps),
    countWakeUps(querying, [...known.wakeUps.keys()], monthOf(now)),
    saveKeys(querying, keys, now),
  ];
  const [queued] = await Promise.all([insertNotifications(querying, rows), ...written]);
  return queued;
}
