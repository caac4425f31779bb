import type { BenchContext } from '../bench-context.ts';
import type { BenchLine } from '../bench-line.ts';
import type { History } from '../history/history.ts';
import { measurePages } from './measure-pages.ts';

/** Trips of a vehicle, page by page. */
export function measureTripsList(context: BenchContext): Promise<BenchLine> {
  return measurePages(context, {
    name: 'trips-list',
    what: 'trips of a vehicle, pages of 60 by links',
    readersOf: (history) => usersReading(history, 'trips?pageSize=60', true),
  });
}

/** The first page of a vehicle's telemetry, the one that also counts the reports. */
export function measureTelemetryPage(context: BenchContext): Promise<BenchLine> {
  return measurePages(context, {
    name: 'telemetry-page',
    what: 'first page of the telemetry of a vehicle, 2,000 reports',
    readersOf: (history) => usersReading(history, 'telemetry?pageSize=2000', false),
  });
}

/** Every user, with a token of their own, reads the same of each of their vehicles. */
function usersReading({ baseUrl, world }: History, resource: string, follows: boolean) {
  return world.users.map(({ vehicles, headers, query }) => ({
    urls: vehicles.map((vehicle) => new URL(`${vehicle}/${resource}&${query}`, baseUrl).href),
    headers,
    follows,
  }));
}
