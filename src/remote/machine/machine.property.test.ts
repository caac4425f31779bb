import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLegal } from '../../../test/support/remote/remote-steps.ts';
import {
  type CommandResult,
  failureCauses,
  type RemoteRequest,
  type RemoteStep,
} from '../../model/remote.ts';
import { begin, type Current, isSame, type Move, next, type RemoteEvent } from './machine.ts';
import type { Standing } from './refuse.ts';

const requests: RemoteRequest[] = [
  { type: 'Doors', body: { door: { state: 'Locked', forced: true } } },
  { type: 'Horn', body: { horn: { state: 'Activated' } } },
  { type: 'WakeUp', body: { wakeUp: { action: 'WakeUp' } } },
  { type: 'Navigation', body: { navigation: { positions: [{}] } } },
  { type: 'ElectricBatteryChargingRequest', body: { charging: { immediate: true } } },
  { type: 'ThermalPreconditioning', body: { preconditioning: { airConditioning: { immediate: true } } } },
  { type: 'Immobilization', body: { immobilization: { activate: true } } },
  { type: 'Stolen', body: { stolen: { trackingPeriod: { running: 5 } } } },
  { type: 'Stolen', body: { stolen: { stolen: true } } },
];

const timing = { wakeUpMs: 60_000, executionMs: 60_000, ttlMs: 120_000 };
const limits = { remotesPerMinute: 2, remotesPerDay: 4, wakeUpsPerMonth: 2 };

const cause = fc.constantFrom(...failureCauses);
const often = fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false));
const seldom = often.map((is) => !is);

const standing: fc.Arbitrary<Standing> = fc.record({
  isEntitled: often,
  isCapable: often,
  lastMinute: fc.nat(2),
  lastDay: fc.nat(4),
  isInProgress: seldom,
  isAwake: fc.boolean(),
  isBeingWoken: seldom,
  wakeUps: fc.nat(2),
  vehicle: fc.record({
    isBatteryLow: seldom,
    isFullyPrivate: seldom,
    isStolen: seldom,
    isInUse: seldom,
  }),
});

const result: fc.Arbitrary<CommandResult> = fc.oneof(
  fc.constantFrom<CommandResult>(
    { status: 'Success' },
    { status: 'AlreadyDone' },
    { status: 'Success', feedbackDetail: 'CIDBlacklisted' },
  ),
  cause.map((failureCause): CommandResult => ({ status: 'Failed', failureCause })),
);

const event: fc.Arbitrary<RemoteEvent> = fc.oneof(
  fc.record({ kind: fc.constant('there' as const), obstacle: fc.option(cause, { nil: undefined }) }),
  result.map((one) => ({ kind: 'result' as const, result: one })),
  fc.constant({ kind: 'clock' as const }),
  fc.constant({ kind: 'resumed' as const }),
  cause.map((one) => ({ kind: 'broken' as const, cause: one })),
);

const life = fc.record({
  request: fc.constantFrom(...requests),
  standing,
  later: fc.array(fc.tuple(fc.integer({ min: 0, max: 70_000 }), event), { maxLength: 12 }),
});

type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;
type Lived = { current: Current; told: RemoteStep[]; moves: { at: number; move: Move; before: Current }[] };

function live({ request, standing: at, later }: Life): Lived {
  let now = 0;
  const first = begin(request, { standing: at, limits, timing, now });
  const told = [...first.steps];
  const started: Current = { ...first, request, step: told.at(-1) as RemoteStep, expiresAt: timing.ttlMs };
  const lived: Lived = { current: started, told, moves: [] };
  for (const [after, one] of later) {
    now += after;
    const before = lived.current;
    const move = next(before, one, { now, timing });
    if (!move) continue;
    lived.moves.push({ at: now, move, before });
    const { dueAt: _, ...rest } = before;
    const isLate = before.phase === 'done';
    if (!isLate) told.push(...move.steps);
    const step = isLate ? before.step : (move.steps.at(-1) ?? before.step);
    lived.current = { ...rest, phase: move.phase, step, ...(move.dueAt ? { dueAt: move.dueAt } : {}) };
  }
  return lived;
}

describe('the machine, whatever happens in whatever order', () => {
  it('tells legal steps only, and none after the last', () => {
    fc.assert(
      fc.property(life, (one) => {
        const { told } = live(one);
        expect(isLegal(one.request.type, told), JSON.stringify(told)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('never sends or wakes when it is done or its time is over', () => {
    fc.assert(
      fc.property(life, (one) => {
        for (const { at, move, before } of live(one).moves) {
          if (!move.effect) continue;
          expect(before.phase).not.toBe('done');
          expect(at).toBeLessThan(Math.min(before.dueAt ?? 0, before.expiresAt));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('always has a time by which it ends, unless it has ended', () => {
    fc.assert(
      fc.property(life, (one) => {
        const { current } = live(one);
        expect(current.dueAt === undefined).toBe(current.phase === 'done');
        if (current.dueAt !== undefined) expect(current.dueAt).toBeLessThanOrEqual(current.expiresAt);
        const ended = next(current, { kind: 'clock' }, { now: timing.ttlMs, timing });
        expect(current.phase === 'done' || ended?.phase === 'done').toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes the same answer once, and stays done as it was', () => {
    fc.assert(
      fc.property(life, result, (one, again) => {
        const { current } = live(one);
        if (current.phase !== 'done') return;
        const move = next(current, { kind: 'result', result: again }, { now: 1, timing });
        expect(
          move === undefined || (move.phase === 'done' && !isSame(move.steps[0] as RemoteStep, current.step)),
        ).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
