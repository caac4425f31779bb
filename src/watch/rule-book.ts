import { LRUCache } from 'lru-cache';
import type { RuleRow } from '../store/rules.ts';
import type { WatchedRule } from './watch.ts';

/** The rules of the vehicles heard of last, as committed. */
export type RuleBook = {
  /** Undefined where they have not been read. */
  get(vehicleId: number): readonly WatchedRule[] | undefined;
  /** Reads those of some vehicles; each of them is in the answer. */
  load(vehicleIds: readonly number[]): Promise<Map<number, readonly WatchedRule[]>>;
  /** Something has changed for a vehicle, or, without one, for any. */
  forget(vehicleId?: number): void;
};

type Deps = {
  max: number;
  read(vehicleIds: readonly number[]): Promise<RuleRow[]>;
  compile(row: RuleRow): WatchedRule;
  /** How rules stand is forgotten with them: a vehicle may have left and come back. */
  onForgotten(vehicleId?: number): void;
};

const none: readonly WatchedRule[] = [];

export function createRuleBook({ max, read, compile, onForgotten }: Deps): RuleBook {
  const known = new LRUCache<number, readonly WatchedRule[]>({ max });
  let forgotten = 0;
  return {
    get: (vehicleId) => known.get(vehicleId),
    async load(vehicleIds) {
      const since = forgotten;
      const found = new Map<number, WatchedRule[]>();
      for (const row of await read(vehicleIds)) {
        const rules = found.get(row.vehicleId);
        if (rules) rules.push(compile(row));
        else found.set(row.vehicleId, [compile(row)]);
      }
      const rules = new Map(vehicleIds.map((vehicleId) => [vehicleId, found.get(vehicleId) ?? none]));
      // What was read before a change may be older than it.
      if (since === forgotten) for (const [vehicleId, own] of rules) known.set(vehicleId, own);
      return rules;
    },
    forget(vehicleId) {
      forgotten += 1;
      onForgotten(vehicleId);
      if (vehicleId === undefined) known.clear();
      else known.delete(vehicleId);
    },
  };
}
