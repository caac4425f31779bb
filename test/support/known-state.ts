import { readSettings } from '../../src/config/settings.ts';
import { foldOf } from '../../src/episodes.ts';
import { createReadKnownStates } from '../../src/known-states.ts';
import type { VehicleState } from '../../src/model/vehicle-state.ts';
import type { TestCloud } from './cloud.ts';

const read = createReadKnownStates(foldOf(readSettings({})));

/** The committed state of a vehicle, as it would be after a restart. */
export async function stateOf(
  { database }: TestCloud,
  { vehicleId }: { vehicleId: number },
): Promise<VehicleState | undefined> {
  const query = async <Row extends object>(text: string, values: unknown[]) =>
    (await database.pool.query<Row>(text, values)).rows;
  return (await read({ query }, [vehicleId])).get(vehicleId)?.state;
}
