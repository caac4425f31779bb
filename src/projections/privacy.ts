import type { Report } from '../model/report.ts';
import { int8Array } from '../store/binary.ts';
import { noChanges, type Projection } from './projection.ts';

export type PrivacyMode = 'None' | 'Geolocation' | 'Full';

/**
 * What the vehicle said of its mode, oldest first; each holds until the next. The newest repetitions are kept
 * too: a mode told late holds only until the next time that something was said.
 */
export type PrivacyTimeline = readonly { from: number; mode: PrivacyMode }[];

/** History between two times that was written before it was known which mode had been in force. */
export type Remark = { vehicleId: number; from: number; to: number; mode: PrivacyMode };

/** Turns kept; more than a driver makes in the time that history is kept. */
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
  const mode = report.groups.privacy?.state;
  const { at, vehicleId } = report;
  if (mode === undefined) return [timeline, noChanges];
  const before = privacyAt(timeline, at);
  const later = timeline.filter(({ from }) => from > at);
  const earlier = timeline.filter(({ from }) => from < at);
  const next = thinned([...earlier, { from: at, mode }, ...later]);
  if (before === mode) return [next, noChanges];
  const to = later[0]?.from ?? Number.POSITIVE_INFINITY;
  return [next, [{ vehicleId, from: at, to, mode }]];
}

/** Without the oldest repetitions, and the oldest turns, beyond their bounds. */
function thinned(timeline: PrivacyTimeline): PrivacyTimeline {
  const isRepetition = timeline.map(({ mode }, index) => timeline[index - 1]?.mode === mode);
  let surplus = isRepetition.filter(Boolean).length - repetitionsMax;
  const kept = timeline.filter((_, index) => {
    if (!isRepetition[index] || surplus <= 0) return true;
    surplus -= 1;
    return false;
  });
  return kept.slice(-turnsMax);
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
