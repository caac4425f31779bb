import type { Energy, Status } from '../api/model.ts';

type Parts = Record<string, unknown>;

/** A status with the parts that a live event brings: each part replaces the one before. */
export function mergeStatus(before: Partial<Status>, change: Partial<Status>): Partial<Status> {
  const merged: Parts = { ...before };
  for (const [name, part] of Object.entries(change))
    merged[name] = mergePart(name, (before as Parts)[name], part);
  return merged as Partial<Status>;
}

/** Energies go by their type; environment, alarm and preconditioning hold parts with times of their own. */
function mergePart(name: string, before: unknown, part: unknown): unknown {
  if (name === 'energies' || name === 'energy')
    return mergeEnergies(before as Energy[] | undefined, part as Energy[]);
  if (!isRecord(part) || !isRecord(before) || 'createdAt' in part || name === '_links') return part;
  return { ...before, ...part };
}

function mergeEnergies(before: Energy[] = [], changed: Energy[]): Energy[] {
  const kept = before.filter(({ type }) => !changed.some((one) => one.type === type));
  return [...kept, ...changed];
}

const isRecord = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
