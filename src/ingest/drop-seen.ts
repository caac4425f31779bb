import type { Batch, Prepare, VehicleWork } from './batch.ts';

type Key = { vehicleId: number; key: bigint; receivedAt: number };

/** Gives those of the keys that were taken within the last 72 hours. */
export type FindSeen = (keys: readonly Key[]) => Promise<Omit<Key, 'receivedAt'>[]>;

/**
 * Leaves out what was taken before: a whole message where its bytes are its identity, single reports where
 * they have ids. What is left over is noted as seen with the batch.
 */
export function dropSeen(findSeen: FindSeen): Prepare {
  return {
    name: 'drop seen',
    async run(batch) {
      const works = [...batch.vehicles.values()];
      const seen = keysByVehicle(await findSeen(keysOf(works)));
      for (const work of works) dropFrom(work, seen.get(work.vehicleId) ?? new Set(), batch);
    },
  };
}

function keysByVehicle(keys: readonly Omit<Key, 'receivedAt'>[]): Map<number, Set<bigint>> {
  const byVehicle = new Map<number, Set<bigint>>();
  for (const { vehicleId, key } of keys) {
    const known = byVehicle.get(vehicleId);
    if (known) known.add(key);
    else byVehicle.set(vehicleId, new Set([key]));
  }
  return byVehicle;
}

function keysOf(works: readonly VehicleWork[]): Key[] {
  const keys: Key[] = [];
  for (const { vehicleId, messages } of works) {
    for (const { key, reports, message } of messages) {
      const { receivedAt } = message;
      if (key !== undefined) keys.push({ vehicleId, key, receivedAt });
      else for (const report of reports) keys.push({ vehicleId, key: report.key, receivedAt });
    }
  }
  return keys;
}

function dropFrom(work: VehicleWork, taken: Set<bigint>, batch: Batch): void {
  const isNew = (key: bigint, receivedAt: number): boolean => {
    if (taken.has(key)) {
      batch.duplicates += 1;
      return false;
    }
    taken.add(key);
    batch.seen.push({ vehicleId: work.vehicleId, key, receivedAt });
    return true;
  };
  work.messages = work.messages.filter((read) => {
    const { receivedAt } = read.message;
    if (read.key !== undefined) return isNew(read.key, receivedAt);
    const { length } = read.reports;
    read.reports = read.reports.filter((report) => isNew(report.key, receivedAt));
    return read.reports.length > 0 || length === 0;
  });
}
