import type { BenchContext } from '../bench-context.ts';
import type { BenchLine } from '../bench-line.ts';
import { fetchDocument } from '../fetch-document.ts';
import { longMinutes } from '../history/drives.ts';
import type { History } from '../history/history.ts';
import { concurrentReaders, measurePages } from './measure-pages.ts';

/** The newest status of every vehicle of a fleet, walked through by links. */
export async function measureFleetStatus(context: BenchContext): Promise<BenchLine> {
  const { fleet: vehicles } = await context.history();
  return measurePages(context, {
    name: 'fleet-status',
    what: `status of a fleet of ${vehicles.toLocaleString('en')} vehicles, pages of 60 by links`,
    readersOf: ({ baseUrl, world: { fleet } }) =>
      readers(`${baseUrl}${fleet.fleet}/status?${fleet.query}`, fleet),
  });
}

/** The way of a trip of three hours with a position each second, simplified. */
export async function measureWayPoints(context: BenchContext): Promise<BenchLine> {
  const url = await findWayPoints(await context.history());
  return measurePages(context, {
    name: 'way-points',
    what: 'wayPoints of a trip of 3 hours with a position each second, tolerance 50 m, pages of 2,000 by links',
    readersOf: ({ world }) => readers(url, world.fleet),
  });
}

function readers(url: string, { headers }: { headers: Record<string, string> }) {
  return Array.from({ length: concurrentReaders }, () => ({ urls: [url], headers, follows: true }));
}

type TripsPage = {
  _links: { next?: { href: string } };
  _embedded: { trips: { id: string; startedAt: string; stoppedAt?: string }[] };
};

/** Walks through the trips of the dense vehicle to the long one. */
async function findWayPoints({ baseUrl, world: { fleet } }: History): Promise<string> {
  let url: string | undefined = `${baseUrl}${fleet.dense}/trips?${fleet.query}`;
  while (url) {
    const page: TripsPage = (await fetchDocument(url, fleet.headers)) as TripsPage;
    const long = page._embedded.trips.find(
      ({ startedAt, stoppedAt }) =>
        stoppedAt && Date.parse(stoppedAt) - Date.parse(startedAt) >= longMinutes * 60_000,
    );
    if (long)
      return `${baseUrl}${fleet.dense}/trips/${long.id}/wayPoints?tolerance=0.05&pageSize=2000&${fleet.query}`;
    url = page._links.next?.href;
  }
  throw new Error('the dense vehicle has no trip of three hours');
}
