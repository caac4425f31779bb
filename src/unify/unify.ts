import { type GroupName, type Groups, groupNames, groupSchemas } from '../model/groups.ts';
import { type Cleaner, cleanerOf, type Refuse } from './clean.ts';

const cleaners = new Map<string, Cleaner>(
  groupNames.map((name) => [name, cleanerOf(groupSchemas[name], name)]),
);

/**
 * Checks raw values against the vocabulary, field by field: what fits is kept, what does not is told to
 * `refuse`. Values are in Web API units already (adapters convert).
 */
export function unify(raw: Record<string, unknown>, refuse: Refuse): Groups {
  const groups: Record<string, unknown> = {};
  for (const name in raw) {
    const clean = cleaners.get(name);
    if (!clean) {
      refuse('', 'unknown');
      continue;
    }
    const cleaned = clean(raw[name], refuse);
    if (cleaned !== undefined) groups[name as GroupName] = cleaned;
  }
  return groups as Groups;
}
