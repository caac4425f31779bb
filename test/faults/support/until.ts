import { eventually } from '../../support/eventually.ts';

/** `eventually` with the patience that processes need to start and to end. */
export function until<Found>(what: string, look: () => Found | Promise<Found>, withinMs = 60_000) {
  return eventually(what, look, withinMs);
}
