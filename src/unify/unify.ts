import { type Groups, groupNames, groupSchemas } from '../model/groups.ts';
import { type Cleaner, cleanerOf, cleanFields, type Refuse } from './clean.ts';

const cleaners = new Map<string, Cleaner>(
  groupNames.map((name) => [name, cleanerOf(groupSchemas[name], name)]),
);

/**
 * Checks raw values against the vocabulary, field by field: what fits is kept, what does not is told to
 * `refuse`. Values are in Web API units already (adapters convert). Undefined when nothing is left.
 */
export function unify(raw: Record<string, unknown>, refuse: Refuse): Groups | undefined {
  return cleanFields(raw, { fields: cleaners, path: '', refuse }) as Groups | undefined;
}
