import { eventually } from '../../support/eventually.ts';

/** `eventually` with the patience that processes need to start and to end. */
export function until<Found>(what: string, look: () => Found | Promise<Found>, withinMs = 30_000) {
  return eventually(what, look, withinMs);
}
