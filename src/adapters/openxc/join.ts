import { isDeepStrictEqual } from 'node:util';
import type { Draft } from '../adapter.ts';
import { advance, type Groups, initialState, type Signals, type State } from './groups.ts';

/** What is kept with the vehicle. Plain JSON. */
type Memory = {
  /** As it was when the second that is open began. */
  before: State;
  /** The last emitted value of each group, then. */
  shown: Groups;
  /** The newest second heard of: more of it may come with the next message. */
  open?: OpenSecond;
};

type OpenSecond = {
  second: number;
  at: number;
  /** All that was heard of it so far, in all messages. */
  signals: Signals;
  /** What was emitted for it so far. */
  row?: { at: number; groups: Groups };
};

/**
 * Makes reports of seconds of signals: only groups that changed, and at most one report for each second.
 * A second is always worked out anew from all its signals, so where a recording is cut into messages does
 * not matter: a further part of the open second gives a draft that replaces the one before. A draft of an
 * older second comes late: it is emitted by itself and nothing is remembered of it.
 */
export function join(memory: unknown, drafts: Draft[]): { memory: unknown; drafts: Draft[] } {
  let kept = (memory ?? { before: initialState, shown: {} }) as Memory;
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const step = isLate(kept, draft) ? late(kept, draft) : inTime(kept, draft);
    kept = step.memory;
    if (step.draft) joined.push(step.draft);
  }
  return { memory: kept, drafts: joined };
}

type Step = { memory: Memory; draft?: Draft };

const secondOf = ({ at }: Draft): number => Math.floor(at / 1000);

function isLate({ open }: Memory, draft: Draft): boolean {
  return open !== undefined && secondOf(draft) < open.second;
}

function late(memory: Memory, { at, groups: signals }: Draft): Step {
  const { fuelInPercent } = closed(memory).before;
  const { groups } = advance({ ...initialState, fuelInPercent }, signals);
  return Object.keys(groups).length > 0 ? { memory, draft: { at, groups } } : { memory };
}

function inTime(memory: Memory, draft: Draft): Step {
  const isOpen = memory.open?.second === secondOf(draft);
  const { before, shown, open } = isOpen ? memory : closed(memory);
  const signals = { ...open?.signals, ...draft.groups };
  const at = Math.max(draft.at, open?.at ?? 0);
  const groups = changed(advance(before, signals).groups, { shown, row: open?.row });
  const hasNews = !isDeepStrictEqual(groups, open?.row?.groups ?? {});
  const row = hasNews ? { at, groups } : open?.row;
  const next: OpenSecond = { second: secondOf(draft), at, signals };
  if (row) next.row = row;
  return {
    memory: { before, shown, open: next },
    draft: hasNews ? rowDraft({ at, groups }, open?.row) : undefined,
  };
}

/** The second that was open is over: what it brought becomes the state before the next one. */
function closed({ before, shown, open }: Memory): Memory {
  if (!open) return { before, shown };
  return { before: advance(before, open.signals).state, shown: { ...shown, ...open.row?.groups } };
}

/** Groups that differ from those shown before, and those that the row has told already: they may be back. */
function changed(groups: Groups, { shown, row }: { shown: Groups; row: OpenSecond['row'] }): Groups {
  const news = Object.entries(groups).filter(
    ([name, value]) => !isDeepStrictEqual(value, shown[name]) || (row && name in row.groups),
  );
  return Object.fromEntries(news);
}

function rowDraft({ at, groups }: { at: number; groups: Groups }, replaced: OpenSecond['row']): Draft {
  return replaced ? { at, groups, replaces: replaced.at } : { at, groups };
}
