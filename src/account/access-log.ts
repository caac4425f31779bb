import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { waitOr } from '../lib/wait.ts';
import type { Database } from '../store/database.ts';
import { addReads, type ReadKind, type Reads, readKinds } from '../store/people/access-log.ts';

export type AccessLog = {
  /** An application read something of a user; `vehicleId` is 0 where it is about the user. Waits for nothing. */
  note(reader: { userId: number; clientId: string }, vehicleId: number, kind: ReadKind): void;
  /** Writes down what is only in memory yet. */
  save(): Promise<void>;
  stop(): Promise<void>;
};

const saveEveryMs = 5000;

type Deps = { database: Database; clock: Clock; log: Log };

/**
 * Counts in memory what applications read, by user, application, vehicle, kind and hour, and adds it to the database
 * every few seconds and at the end; a crash forgets at most those seconds.
 */
export function startAccessLog({ database, clock, log }: Deps): AccessLog {
  const counting = createReadCounts();
  const stopping = new AbortController();
  let saving: Promise<void> = Promise.resolve();

  async function saveNow(): Promise<void> {
    const taken = counting.take();
    try {
      await addReads(database, taken);
    } catch (error) {
      counting.putBack(taken);
      log.warn({ err: error }, 'reads of applications not noted in the database; they are tried again');
    }
  }

  /** One after another, so that whoever asks for it finds everything that was noted before. */
  function save(): Promise<void> {
    saving = saving.then(saveNow);
    return saving;
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await waitOr(saveEveryMs, stopping.signal);
      await save();
    }
  })();
  return {
    note: (reader, vehicleId, kind) => counting.note(reader, { vehicleId, kind, now: clock.now() }),
    save,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

const hourMs = 3_600_000;
/** More kinds there are not: a vehicle's number and a kind make one key. */
const kindsMax = 64;
const kindNumbers = new Map(readKinds.map((kind, number) => [kind, number]));

type Count = { hour: number; firstAt: number; lastAt: number; reads: number };

/** By application, then by vehicle and kind. What is read again and again allocates nothing. */
type OfUser = Map<string, Map<number, Count>>;

/** The map under a key; made where there is none. */
function within<Key, Inside, Value>(maps: Map<Key, Map<Inside, Value>>, key: Key): Map<Inside, Value> {
  const known = maps.get(key);
  if (known) return known;
  const made = new Map<Inside, Value>();
  maps.set(key, made);
  return made;
}

/** What was read since it was last taken. */
export function createReadCounts() {
  let users = new Map<number, OfUser>();
  /** What is of another hour than what came after it, or was put back. */
  let settled: Reads[] = [];

  function note(
    { userId, clientId }: { userId: number; clientId: string },
    { vehicleId, kind, now }: { vehicleId: number; kind: ReadKind; now: number },
  ): void {
    const ofClient = within(within(users, userId), clientId);
    const key = vehicleId * kindsMax + (kindNumbers.get(kind) ?? 0);
    const count = ofClient.get(key);
    if (count && now >= count.hour && now < count.hour + hourMs) {
      count.lastAt = Math.max(count.lastAt, now);
      count.reads += 1;
      return;
    }
    if (count) settled.push(readsOf(userId, clientId, [key, count]));
    ofClient.set(key, { hour: now - (now % hourMs), firstAt: now, lastAt: now, reads: 1 });
  }

  return {
    note,
    take(): Reads[] {
      const taken = [...settled];
      for (const [userId, ofUser] of users)
        for (const [clientId, ofClient] of ofUser)
          for (const entry of ofClient) taken.push(readsOf(userId, clientId, entry));
      users = new Map();
      settled = [];
      return merged(taken);
    },
    putBack: (reads: readonly Reads[]) => void settled.push(...reads),
  };
}

function readsOf(userId: number, clientId: string, [key, count]: [number, Count]): Reads {
  const vehicleId = Math.floor(key / kindsMax);
  return { userId, clientId, vehicleId, kind: readKinds[key % kindsMax] ?? 'account', ...count };
}

/** One row for each place: a statement may change a row of the table only once. */
function merged(all: readonly Reads[]): Reads[] {
  const byPlace = new Map<string, Reads>();
  for (const one of all) {
    const place = `${one.userId} ${one.hour} ${one.clientId} ${one.vehicleId} ${one.kind}`;
    const other = byPlace.get(place);
    byPlace.set(place, other ? joined(one, other) : one);
  }
  return [...byPlace.values()];
}

function joined(one: Reads, other: Reads): Reads {
  return {
    ...one,
    firstAt: Math.min(one.firstAt, other.firstAt),
    lastAt: Math.max(one.lastAt, other.lastAt),
    reads: one.reads + other.reads,
  };
}
