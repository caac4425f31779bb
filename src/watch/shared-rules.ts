import { LRUCache } from 'lru-cache';
import { type ServiceScopes, type Sight, sightOfUser } from '../auth/sight.ts';
import type { MonitorParameter } from '../model/monitor.ts';
import { compileRule, type Rule, wordingOf } from '../monitors/compile.ts';
import type { Sees } from '../monitors/rule.ts';

type Deps = {
  /** Rules that are kept ready, and sights. */
  max: number;
  /** What somebody with this sight sees, and a name that all have who see the same. */
  seesOf(sight: Sight): { sees: Sees; key: string };
};

export type SharedRules = {
  /** Throws as `compileRule`. */
  ruleOf(parameter: MonitorParameter, sight: Sight): Rule;
  /** The same object for the same scopes and services: what follows from a sight is remembered by it. */
  sightOf(scopes: readonly string[], services: ServiceScopes): Sight;
};

/**
 * An application asks for the same on each of its vehicles, and most of them have the same services: what is
 * made of that is made once. A rule keeps nothing of the vehicles that it is asked about.
 */
export function createSharedRules({ max, seesOf }: Deps): SharedRules {
  const rules = new LRUCache<string, Rule>({ max });
  const sights = new LRUCache<string, Sight>({ max });
  return {
    ruleOf(parameter, sight) {
      const { sees, key } = seesOf(sight);
      return found(rules, `${key} ${wordingOf(parameter)}`, () => compileRule(parameter, sees));
    },
    sightOf: (scopes, services) =>
      found(sights, JSON.stringify([scopes, services.endUser]), () => sightOfUser(scopes, services)),
  };
}

function found<Made extends object>(known: LRUCache<string, Made>, key: string, make: () => Made): Made {
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}
