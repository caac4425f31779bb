import type { Clock } from '../../lib/clock.ts';
import type { OwnedLine } from '../../store/notifications/deliveries.ts';
import { forget, type Line, type Next, nameOf, newLine } from './line.ts';
import type { Reader } from './reader.ts';
import type { Slot, Slots } from './slots/slots.ts';
import { createSlowness, type Slowness } from './slots/slowness.ts';

export type BoardDeps = {
  reader: Pick<Reader, 'count'>;
  slots: Slots;
  clock: Clock;
  takeTurn(at: { line: Line; slot: Slot; signal: AbortSignal }): Promise<Next>;
  /** A turn broke off, as without the database. */
  complain(error: unknown): void;
};

/** The lines in which something waits: each is worked on by one at a time. */
export type Board = {
  /** Something may wait in a line. */
  touch(key: OwnedLine): void;
  /** Something waits in a line, for which it is too early. */
  park(key: OwnedLine, dueAt: number): void;
  /** A callback was changed. */
  change(callbackId: number): void;
  /** Takes up what has become due. */
  tick(): void;
  /** Resolves when nobody is at work. */
  finished(): Promise<void>;
};

const afterFailureMs = 2000;

async function turnOf(deps: BoardDeps, at: { line: Line; slot: Slot; signal: AbortSignal }): Promise<Next> {
  try {
    return await deps.takeTurn(at);
  } catch (error) {
    deps.complain(error);
    return { kind: 'park', until: deps.clock.now() + afterFailureMs };
  }
}

/** There is news in a line: where it waits for more, `begin` is called when that is enough. */
function recount({ reader, complain }: BoardDeps, line: Line, begin: (line: Line) => void): void {
  const { wanted } = line;
  line.isDirty = false;
  if (wanted === undefined) return;
  reader.count({ ...line, limit: wanted }).then((count) => {
    if (count >= wanted && line.phase === 'parked' && line.wanted === wanted) begin(line);
  }, complain);
}

function lineIn(lines: Map<string, Line>, key: OwnedLine): Line {
  const name = nameOf(key);
  const line = lines.get(name) ?? newLine(key);
  lines.set(name, line);
  return line;
}

/** Who turns out to be slow or failing begins there the next time, with all its lines. */
function createTakeSlot(slots: Slots, slowness: Slowness, signal: AbortSignal) {
  return async ({ callbackId, owner }: Line): Promise<Slot | undefined> => {
    const slot = await slots.take({ owner, isSlow: slowness.has(callbackId) }, signal);
    if (!slot) return undefined;
    const demote = () => {
      slowness.note(callbackId);
      slot.demote();
    };
    return { demote, release: slot.release };
  };
}

export function createBoard(deps: BoardDeps, signal: AbortSignal): Board {
  const lines = new Map<string, Line>();
  const working = new Set<Promise<void>>();
  const slowness = createSlowness();
  const takeSlot = createTakeSlot(deps.slots, slowness, signal);

  function start(line: Line): void {
    line.phase = 'queued';
    const work = run(line).finally(() => working.delete(work));
    working.add(work);
  }

  async function run(line: Line): Promise<void> {
    for (;;) {
      const slot = await takeSlot(line);
      if (!slot) return;
      line.phase = 'working';
      const next = await turnOf(deps, { line, slot, signal }).finally(slot.release);
      if (signal.aborted || follow(line, next)) return;
    }
  }

  /** Whether the line can be left alone. */
  function follow(line: Line, next: Next): boolean {
    line.phase = 'queued';
    if (next.kind === 'again' || line.isStale) return false;
    if (next.kind === 'park') {
      Object.assign(line, { phase: 'parked', dueAt: next.until, wanted: next.wanted });
      if (line.isDirty) recount(deps, line, start);
      return true;
    }
    if (line.isDirty) return false;
    lines.delete(nameOf(line));
    return true;
  }

  return {
    touch(key) {
      if (signal.aborted) return;
      const line = lineIn(lines, key);
      if (line.phase === 'idle') return start(line);
      line.isDirty = true;
      if (line.phase === 'parked') recount(deps, line, start);
    },
    park(key, dueAt) {
      const line = lineIn(lines, key);
      if (line.phase !== 'idle') return;
      Object.assign(line, { phase: 'parked', dueAt });
      slowness.note(key.callbackId);
    },
    change(callbackId) {
      slowness.forget(callbackId);
      for (const line of lines.values()) {
        if (line.callbackId !== callbackId) continue;
        forget(line);
        line.isStale = true;
        if (line.phase === 'parked') start(line);
      }
    },
    tick() {
      const now = deps.clock.now();
      for (const line of lines.values()) if (line.phase === 'parked' && line.dueAt <= now) start(line);
    },
    async finished() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}
