import { capabilitiesFrom } from '../../model/capabilities.ts';
import type { RemoteRequest, RemoteType } from '../../model/remote.ts';
import type { VehicleState } from '../../model/vehicle-state.ts';
import type { AddedAction, NewRemoteAction, RemoteActionRow } from '../../store/remote/remote-actions.ts';
import { nameOfKey, type VehicleFacts } from '../../store/remote/remote-facts.ts';
import { begin, next, type RemoteEvent, type Timing } from '../machine/machine.ts';
import { type Limits, obstacleTo, type Standing } from '../machine/refuse.ts';
import { situationOf } from '../machine/situation.ts';
import { capabilityOf, scopeOf } from '../requests/types.ts';
import type { Draft } from './draft.ts';
import type { Broken, Look, Post, Posted, Result, ResultTaken } from './work.ts';

/** Steps of one action that are kept: a vehicle may go on answering for as long as it likes. */
const stepsMax = 20;

/** The way to vehicles, as far as it matters for what is done next. */
export type Reach = {
  /** On the line, and said something within its time. */
  isAwake(vehicleId: number): boolean;
  isOnLine(vehicleId: number): boolean;
  /** Whether what was sent is known not to have gone out. */
  isUnsent(publicId: string): boolean;
  /** False where the vehicle is known to have no words for it. */
  canTell(vehicleId: number, request: RemoteRequest): boolean;
};

export type Rules = { limits: Limits; timing: Timing; batteryMin: number };

/** What was read for some work. */
export type Known = {
  states: ReadonlyMap<number, VehicleState>;
  /** Vehicles whose states were read: a vehicle that came meanwhile is looked at once more. */
  seen: ReadonlySet<number>;
  facts: ReadonlyMap<number, VehicleFacts>;
  /** Callbacks that are there. */
  callbacks: ReadonlySet<number>;
  owners: ReadonlyMap<NewRemoteAction, { vid: string; fleetId?: string } | undefined>;
  /** Idempotency keys that are used; those of this work are added. */
  keys: Set<string>;
  /** Wake-ups that were counted, by vehicle. */
  wakeUps: Map<number, number>;
};

export type Apply = { draft: Draft; known: Known; reach: Reach; rules: Rules; newId(): string };

export function applyPost(apply: Apply, { asked }: Post): Posted {
  const { draft, known, rules, newId } = apply;
  const { vehicleId, callbackId, subscriber, request, idempotency } = asked;
  const facts = known.facts.get(vehicleId);
  const owner = known.owners.get(asked);
  if (!facts || !owner || !known.callbacks.has(callbackId)) return { refused: 'gone' };
  if (idempotency) {
    const name = nameOfKey({ clientId: subscriber.clientId, key: idempotency.key });
    if (known.keys.has(name)) return { refused: 'keyTaken' };
    known.keys.add(name);
  }
  const { now } = draft;
  const standing = standingOf(apply, asked, facts);
  const { limits, timing } = rules;
  const { steps, effect, phase, dueAt } = begin(request, { limits, timing, standing, now });
  const step = steps.at(-1) as (typeof steps)[number];
  const publicId = newId();
  const { vin, wakeUpChannel } = facts;
  const { vid, fleetId } = owner;
  // Written out: objects spread into others cost more than all the rest of it.
  const action: AddedAction = {
    publicId,
    vehicleId,
    callbackId,
    subscriber,
    request,
    vin,
    wakeUpChannel,
    vid,
    fleetId,
    createdAt: now,
    expiresAt: now + timing.ttlMs,
    phase,
    dueAt,
    step,
    steps: steps.length,
  };
  draft.add(action, steps, effect);
  if (effect === 'wake') known.wakeUps.set(vehicleId, (known.wakeUps.get(vehicleId) ?? 0) + 1);
  return { action: { publicId, type: request.type, step } };
}

function standingOf(
  { draft, known, reach, rules }: Apply,
  { vehicleId, subscriber, request }: NewRemoteAction,
  facts: VehicleFacts,
): Standing {
  const pending = draft.pendingOf(vehicleId);
  const added = draft.addedOf(vehicleId);
  const { type } = request;
  const services = facts.services['userId' in subscriber ? 'endUser' : 'fleet'];
  return {
    isEntitled: isEntitled(services, type),
    isCapable: isCapable(facts, type) && reach.canTell(vehicleId, request),
    lastMinute: facts.lastMinute + added,
    lastDay: facts.lastDay + added,
    isInProgress: pending.some((row) => row.request.type === type),
    isAwake: reach.isAwake(vehicleId),
    isBeingWoken: pending.some(({ phase }) => phase === 'waking'),
    wakeUps: facts.wakeUps + (known.wakeUps.get(vehicleId) ?? 0),
    vehicle: situationOf(known.states.get(vehicleId), { ...rules, now: draft.now }),
  };
}

/** A service that uploads all data is one that also commands; others name what they command. */
function isEntitled(scopes: readonly string[], type: RemoteType): boolean {
  const needed = scopeOf(type) ?? 'remote:stolen:write';
  return scopes.some((scope) => scope === 'data' || scope === needed || needed.startsWith(`${scope}:`));
}

function isCapable({ motorization, capabilities }: VehicleFacts, type: RemoteType): boolean {
  const { remote } = capabilitiesFrom(motorization, JSON.parse(capabilities ?? '{}'));
  return remote.includes(capabilityOf(type));
}

export function applyResult(apply: Apply, { vehicleId, publicId, result }: Result): ResultTaken {
  const { draft } = apply;
  const row = draft.find(publicId);
  if (row?.vehicleId !== vehicleId || row.phase === 'waking') return 'unknown';
  const isLate = row.phase === 'done';
  if (!isLate || row.steps < stepsMax) step(apply, row, { kind: 'result', result });
  return isLate ? 'late' : 'taken';
}

export function applyLook(apply: Apply, look: Look): void {
  for (const row of apply.draft.pendingOf(look.vehicleId)) step(apply, row, eventFor(apply, row, look));
}

function eventFor({ reach, known, rules, draft }: Apply, row: RemoteActionRow, look: Look): RemoteEvent {
  const { vehicleId, phase, request, publicId } = row;
  const isReached =
    phase === 'waking'
      ? reach.isAwake(vehicleId)
      : (look.isBack || reach.isUnsent(publicId)) && reach.isOnLine(vehicleId);
  const isThere = isReached && known.seen.has(vehicleId);
  if (!isThere && !look.isResumed) return { kind: 'clock' };
  if (hasLostRights(row)) return { kind: 'broken', cause: 'MissingRights' };
  if (!isThere) return { kind: 'resumed' };
  const vehicle = situationOf(known.states.get(vehicleId), { ...rules, now: draft.now });
  const obstacle = reach.canTell(vehicleId, request) ? obstacleTo(request, vehicle) : 'WrongCommand';
  return { kind: 'there', obstacle };
}

/** Whoever has lost the vehicle since, or its service, has it told nothing any more. */
function hasLostRights({ vid, services, request }: RemoteActionRow): boolean {
  return vid === undefined || (services !== undefined && !isEntitled(services, request.type));
}

export function applyBroken(apply: Apply, { vehicleId, publicId, cause }: Broken): void {
  for (const row of apply.draft.pendingOf(vehicleId)) {
    const isMeant = publicId === undefined ? row.phase === 'waking' : row.publicId === publicId;
    if (isMeant) step(apply, row, { kind: 'broken', cause });
  }
}

function step({ draft, rules }: Apply, row: RemoteActionRow, event: RemoteEvent): void {
  const move = next(row, event, { now: draft.now, timing: rules.timing });
  if (move) draft.change(row, move);
}
