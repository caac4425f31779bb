import { listAccountVehicles } from '../../store/people/user-vehicles.ts';
import type { JsonAsk } from './ask.ts';
import { shownValues } from './shown-values.ts';

/** Who the user is, and the vehicles. */
export async function readMe({ context, account }: JsonAsk): Promise<object> {
  const { database, retentionMs } = context.api;
  const { email, firstName, lastName } = account;
  const vehicles = await listAccountVehicles(database, account.userId);
  return {
    ...shownValues({ email, firstName, lastName }),
    vehicles: vehicles.map(({ publicId: id, vin, brand, label, linkedAt, fleets, isShared }) =>
      shownValues({ id, vin, brand, label, linkedAt, fleets, isShared }),
    ),
    keptDays: Math.round(retentionMs / 86_400_000),
  };
}
