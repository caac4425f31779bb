import type { Report } from '../model/report.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import { privacyProjection } from './privacy.ts';
import type { Projection } from './projection.ts';
import { statusProjection } from './status.ts';

type AnyProjection = Projection<unknown, unknown>;

/** Every projection, in the order in which a report goes through them. */
export const projections = [statusProjection, privacyProjection] as unknown as readonly AnyProjection[];

/** Takes a report through every projection. `note` gets what each wants saved besides its state. */
export function project(
  state: VehicleState,
  report: Report,
  note: (projection: string, changes: readonly unknown[]) => void,
): VehicleState {
  let next: VehicleState['projections'] | undefined;
  for (const { name, initial, step } of projections) {
    const known = state.projections[name] ?? initial;
    const [stepped, changes] = step(known, report);
    if (changes.length > 0) note(name, changes);
    if (stepped === known) continue;
    next ??= { ...state.projections };
    next[name] = stepped;
  }
  return next ? { ...state, projections: next } : state;
}
