import { readSettings } from '../../../src/config/settings.ts';
import { foldOf } from '../../../src/episodes.ts';
import { createReadKnownStates } from '../../../src/known-states.ts';
import type { VehicleState } from '../../../src/model/vehicle-state.ts';
import { sourceOf } from '../../../src/store/history/states.ts';
import type { TestCloud } from '../cloud.ts';

const read = createReadKnownStates(foldOf(readSettings({})));

/** The committed state of a vehicle, as it would be after a restart. */
export async function stateOf(
  { database }: TestCloud,
  { vehicleId }: { vehicleId: number },
): Promise<VehicleState | undefined> {
  return (await read(sourceOf(database), [vehicleId])).get(vehicleId)?.state;
}
