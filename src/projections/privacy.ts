import type { Report } from '../model/report.ts';
import { int8Array } from '../store/binary.ts';
import { noChanges, type Projection } from './projection.ts';

export type PrivacyMode = 'None' | 'Geolocation' | 'Full';

/**
 * What the vehicle said of its mode, oldest first; each holds until the next. The newest repetitions are kept
 * too: a mode told late holds only until the next time that something was said.
 */
export type PrivacyTimeline = readonly Turn[];

type Turn = {
  from: number;
  mode: PrivacyMode;
  /**
   * The strictest mode of what was said between this and the next and is kept no more; absent for None. What
   * is told late of that time may not be more open.
   */
  atLeast?: PrivacyMode;
};

/** History between two times that was written before it was known which mode had been in force. */
export type Remark = { vehicleId: number; from: number; to: number; mode: PrivacyMode };

/** Turns kept. Those before count as one, of the strictest mode among them. */
const turnsMax = 100;
/** Repetitions kept; some vehicles repeat their mode with every report. */
const repetitionsMax = 10;

/** The mode that was in force at a time. Before anything was said, none was. */
export function privacyAt(timeline: PrivacyTimeline, at: number): PrivacyMode {
  for (let index = timeline.length - 1; index >= 0; index -= 1) {
    const turn = timeline[index];
    if (turn && turn.from <= at) return turn.mode;
  }
  return 'None';
}

/** Notes when the mode changes. One told late is put in its place, and the history after it is marked anew. */
function step(timeline: PrivacyTimeline, report: Report): readonly [PrivacyTimeline, readonly Remark[]] {
  const said = report.groups.privacy?.state;
  const { at, vehicleId } = report;
  if (said === undefined) return [timeline, noChanges];
  const before = privacyAt(timeline, at);
  const later = timeline.filter(({ from }) => from > at);
  const atLeast = timeline[timeline.length - later.length - 1]?.atLeast;
  const earlier = timeline.filter(({ from }) => from < at);
  const turn: Turn = { from: at, mode: stricter(said, atLeast) };
  const { mode } = turn;
  if (atLeast) turn.atLeast = atLeast;
  const next = thinned([...earlier, turn, ...later]);
  if (before === mode) return [next, noChanges];
  const to = later[0]?.from ?? Number.POSITIVE_INFINITY;
  return [next, [{ vehicleId, from: at, to, mode }]];
}

const strictness: Record<PrivacyMode, number> = { None: 0, Geolocation: 1, Full: 2 };

function stricter(one: PrivacyMode, other: PrivacyMode = 'None'): PrivacyMode {
  return strictness[other] > strictness[one] ? other : one;
}

/** With the oldest repetitions, and the oldest turns, beyond their bounds taken into the ones before them. */
function thinned(timeline: PrivacyTimeline): PrivacyTimeline {
  if (timeline.length <= repetitionsMax) return timeline;
  const isRepetition = timeline.map(({ mode }, index) => timeline[index - 1]?.mode === mode);
  const surplus = isRepetition.filter(Boolean).length - repetitionsMax;
  const kept = withoutRepetitions(timeline, isRepetition, surplus);
  const cut = kept.length - turnsMax;
  if (cut <= 0) return kept;
  return [kept.slice(0, cut + 1).reduce(joined), ...kept.slice(cut + 1)];
}

function withoutRepetitions(
  timeline: PrivacyTimeline,
  isRepetition: readonly boolean[],
  surplus: number,
): PrivacyTimeline {
  if (surplus <= 0) return timeline;
  const kept: Turn[] = [];
  let left = surplus;
  for (const [index, turn] of timeline.entries()) {
    const last = kept.at(-1);
    if (last && isRepetition[index] && left > 0) {
      kept[kept.length - 1] = joined(last, turn);
      left -= 1;
    } else kept.push(turn);
  }
  return kept;
}

/** One turn in the place of two. */
function joined(one: Turn, other: Turn): Turn {
  const atLeast = stricter(stricter(other.mode, other.atLeast), one.atLeast);
  if (atLeast === 'None') return one;
  return { from: one.from, mode: stricter(one.mode, atLeast), atLeast };
}

/** 9999-12-31: PostgreSQL's arrays of bigint have no infinity. */
const endOfTime = 253_402_214_400_000;

/** Of several turns of a vehicle each is marked after the one before it: they reach into one another. */
async function save(
  transaction: Parameters<typeof privacyProjection.save>[0],
  remarks: readonly Remark[],
): Promise<void> {
  for (const round of roundsOf(remarks)) await mark(transaction, round);
}

/** Remarks in their order, cut so that no vehicle has two in one round. */
function roundsOf(remarks: readonly Remark[]): Remark[][] {
  const rounds: Remark[][] = [];
  const counts = new Map<number, number>();
  for (const remark of remarks) {
    const round = counts.get(remark.vehicleId) ?? 0;
    counts.set(remark.vehicleId, round + 1);
    rounds[round] = [...(rounds[round] ?? []), remark];
  }
  return rounds;
}

async function mark(transaction: Parameters<typeof save>[0], remarks: readonly Remark[]): Promise<void> {
  const times = (pick: (remark: Remark) => number) =>
    int8Array(remarks.map((remark) => Math.min(pick(remark), endOfTime)));
  await transaction.query(
    `update telemetry t set privacy = r.mode
       from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[]) r (vehicle_id, since, until, mode)
      where t.vehicle_id = r.vehicle_id and t.privacy <> r.mode
        and t.at >= to_timestamp(r.since / 1000.0) and t.at < to_timestamp(r.until / 1000.0)`,
    [
      times(({ vehicleId }) => vehicleId),
      times(({ from }) => from),
      times(({ to }) => to),
      remarks.map(({ mode }) => mode),
    ],
  );
}

/** Which privacy mode the vehicle was in, and when: every row of its history is marked with it. */
export const privacyProjection: Projection<PrivacyTimeline, Remark> = {
  name: 'privacy',
  initial: [],
  step,
  save,
};
