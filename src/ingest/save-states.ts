import { emptyState } from '../model/vehicle-state.ts';
import { int8Array, textArray } from '../store/binary.ts';
import { stateText } from '../store/state-text.ts';
import type { Save, VehicleWork } from './batch.ts';

/** Writes the states that changed: in their rows, or as new rows for vehicles that are heard for the first time. */
export const saveStates: Save = {
  name: 'save states',
  async run({ vehicles }, transaction) {
    const changed = [...vehicles.values()].filter(({ before, state }) => before !== state);
    const known = changed.filter(({ before }) => before !== emptyState);
    const fresh = changed.filter(({ before }) => before === emptyState);
    if (known.length > 0)
      await transaction.query(
        `update vehicle_states v set state = s.state, updated_at = now()
           from unnest($1::bigint[], $2::text[]) s (vehicle_id, state) where v.vehicle_id = s.vehicle_id`,
        statesOf(known),
      );
    if (fresh.length > 0)
      await transaction.query(
        `insert into vehicle_states (vehicle_id, state, updated_at)
         select vehicle_id, state, now() from unnest($1::bigint[], $2::text[]) s (vehicle_id, state)
         on conflict (vehicle_id) do update set state = excluded.state, updated_at = excluded.updated_at`,
        statesOf(fresh),
      );
  },
};

function statesOf(works: readonly VehicleWork[]): [Buffer, Buffer] {
  const ids = int8Array(works.map(({ vehicleId }) => vehicleId));
  return [ids, textArray(works.map(({ state, texts }) => stateText(state, texts)))];
}
