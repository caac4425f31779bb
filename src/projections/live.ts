import type { Report } from '../model/report.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { Checkpoint, EpisodeStates, Fold, Place } from './fold.ts';

/** What came of some reports of a vehicle. */
export type Folded = {
  states: EpisodeStates;
  changes: EpisodeChange[];
  checkpoints: Checkpoint[];
  /** From when on the fold has to be done again, epoch milliseconds; absent where every report came in order. */
  lateSince?: number;
  /** Whether every report came after all before it by its time alone. */
  isInOrder: boolean;
};

/** The fold before the newest report of a source that trickles: more of the same second takes its place. */
type Undo = { source: string; at: number; states: EpisodeStates };

/** Whether a source trickles: its reports may be replaced by fuller ones of the same second. */
export type IsTrickling = (source: string) => boolean;

/** Called with each report that was folded, the states after it, which are its own, and the rows it changed. */
export type OnFolded = (report: Report, states: EpisodeStates, changes: readonly EpisodeChange[]) => void;

type Input = { reports: readonly Report[]; isTrickling: IsTrickling; onFolded?: OnFolded | undefined };

/**
 * Folds reports as they come in. One that comes late is left out, and the time noted from which on the fold
 * has to be repaired; so is one that takes the place of a report that cannot be taken back.
 */
export function foldLive(
  fold: Fold,
  states: EpisodeStates,
  { reports, isTrickling, onFolded }: Input,
): Folded {
  const folded: Folded = { states, changes: [], checkpoints: [], isInOrder: isRising(states, reports) };
  for (const report of inOrderOfKeys(reports)) {
    if (report.replaces !== undefined) takeBack(fold, folded, report);
    const { order } = folded.states;
    if (order && isNotAfter(report, order)) {
      if (!isAt(report, order)) noteLate(folded, report.at);
    } else {
      const changes = foldOne(fold, folded, { report, isTrickling });
      onFolded?.(report, folded.states, changes);
    }
  }
  return folded;
}

function foldOne(
  fold: Fold,
  folded: Folded,
  { report, isTrickling }: { report: Report; isTrickling: IsTrickling },
): readonly EpisodeChange[] {
  const before = folded.states;
  const { states, changes, checkpoint } = fold.step(before, report);
  folded.states = states;
  if (checkpoint) folded.checkpoints.push(checkpoint);
  folded.changes.push(...changes);
  const { source, at } = report;
  if (isTrickling(source) && changes.length === 0)
    folded.states = { ...states, undo: { source, at, states: fold.own(before) } satisfies Undo };
  else if (before.undo !== undefined) folded.states = { ...states, undo: undefined };
  return changes;
}

/** Goes back to before the report whose place is taken, which changed no row. */
function takeBack(fold: Fold, folded: Folded, { replaces = 0, source }: Report): void {
  const undo = folded.states.undo as Undo | undefined;
  const isNewest = undo?.source === source && undo.at === replaces && folded.states.order?.at === replaces;
  if (isNewest) folded.states = { ...folded.states, ...fold.own(undo.states), undo: undefined };
  else noteLate(folded, replaces);
}

function noteLate(folded: Folded, at: number): void {
  folded.lateSince = Math.min(at, folded.lateSince ?? at);
}

function isRising({ order }: EpisodeStates, reports: readonly Report[]): boolean {
  let last = order?.at ?? Number.NEGATIVE_INFINITY;
  for (const { at, replaces } of reports) {
    if (at <= last || replaces !== undefined) return false;
    last = at;
  }
  return true;
}

/** Those of one time in the order of their keys, as the history has them. */
function inOrderOfKeys(reports: readonly Report[]): readonly Report[] {
  if (reports.length < 2) return reports;
  const hasEqualTimes = reports.some(({ at }, index) => reports[index - 1]?.at === at);
  if (!hasEqualTimes || reports.some(({ replaces }) => replaces !== undefined)) return reports;
  return [...reports].sort((one, other) => one.at - other.at || (one.key < other.key ? -1 : 1));
}

/** Whether a report comes before a place, or has it. */
function isNotAfter({ at, key }: Report, place: Place): boolean {
  return at < place.at || (at === place.at && key <= BigInt(place.key));
}

function isAt({ at, key }: Report, place: Place): boolean {
  return at === place.at && String(key) === place.key;
}
