import type { Alert } from '../model/episodes.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import { type AlertsState, alertsProjection } from './alerts.ts';

/** The alerts that are lit, in the form of rows. */
export function currentAlerts(
  vehicleId: number,
  { projections }: VehicleState,
): { id: string; body: Alert }[] {
  const lit = alertsProjection.lasting((projections.alerts ?? {}) as AlertsState, vehicleId);
  return lit.flatMap(({ id, row }) => (row ? [{ id, body: row.body as Alert }] : []));
}
