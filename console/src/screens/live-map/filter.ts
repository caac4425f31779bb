import { type VehicleState, type VehicleView, vehicleStates } from '../../map/vehicles/vehicle-view.ts';

/** Which vehicles are wanted; empty texts want all. */
export type Wanted = { text: string; state: VehicleState | ''; fleet: string };

/** Whether a vehicle is wanted: label or VIN has the text in it, whatever the case. */
export function matches({ label, vin, state, fleet }: VehicleView, wanted: Wanted): boolean {
  if (wanted.state !== '' && state !== wanted.state) return false;
  if (wanted.fleet !== '' && fleet !== wanted.fleet) return false;
  const text = wanted.text.trim().toLowerCase();
  return text === '' || label.toLowerCase().includes(text) || vin.toLowerCase().includes(text);
}

/** What the query of the page wants; what it does not understand it leaves out. */
export function wantedOf(query: URLSearchParams): Wanted {
  const asked = query.get('state') ?? '';
  const state = vehicleStates.find((one) => one === asked) ?? '';
  return { text: query.get('q') ?? '', state, fleet: query.get('fleet') ?? '' };
}
