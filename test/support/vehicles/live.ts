import type { EnrolledVehicle, FleetOwner, TestCloud } from '../cloud.ts';
import { listen, type Reader, type SentEvent } from '../listen.ts';

export type Asked = { token?: string; query?: Record<string, string>; lastEventId?: string };

/** Opens streams of events of a cloud, and closes those that are left open. */
export function liveOf(cloud: () => TestCloud) {
  let open: Reader[] = [];
  const opened = async (query: URLSearchParams, authorization: string, lastEventId?: string) => {
    const url = `${cloud().baseUrl}/live/v1/events?${query}`;
    const resume = lastEventId === undefined ? {} : { lastEventId };
    const reader = await listen(url, { headers: { authorization }, ...resume });
    open.push(reader);
    return reader;
  };
  return {
    listenAs({ driver }: EnrolledVehicle, { token, query = {}, lastEventId }: Asked = {}): Promise<Reader> {
      const parameters = new URLSearchParams({ client_id: driver.clientId, ...query });
      return opened(parameters, `Bearer ${token ?? driver.token}`, lastEventId);
    },
    listenAsOwner(owner: FleetOwner, query: Record<string, string> = {}): Promise<Reader> {
      const parameters = new URLSearchParams({ client_id: owner.clientId, ...query });
      const login = Buffer.from(`${owner.login}:${owner.password}`).toString('base64');
      return opened(parameters, `Basic ${login}`);
    },
    leaveAll() {
      for (const reader of open) reader.leave();
      open = [];
    },
  };
}

/** Resolves when everything that was before the stream has been told. */
export const ready = (reader: Reader) =>
  reader.until('the stream to be ready', ({ event }) => event === 'ready');

const begin = Date.now() - 3_600_000;

/** The time of a step, and the place at it: a thousandth of a degree further than the one before. */
export const at = (step: number) => begin + step * 1000;
export const place = (step: number) => ({ position: { longitude: 2, latitude: 48 + step / 1000 } });

export const stepOf = ({ data }: SentEvent): number =>
  Math.round((data.position.geometry.coordinates[1] - 48) * 1000);

export const isAt = (step: number) => (one: SentEvent) => one.event === 'position' && stepOf(one) === step;

/** Steps of the positions that were told, in order. */
export const stepsOf = ({ events }: Reader) => events.filter(({ event }) => event === 'position').map(stepOf);
