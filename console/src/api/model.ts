import type * as B2b from './contract/b2b.ts';
import type * as B2c from './contract/b2c.ts';

/** What one of two models has, and maybe what the other has beside. */
type Either<One, Other> = One & Partial<Omit<Other, keyof One>>;

export type Motorization = B2c.Vehicle['motorization'];
export type Brief = { id: string; name: string };

/** Whether something is heard of a vehicle, and what keeps its data back. */
export type Connection = {
  state?: 'Online' | 'Asleep' | 'Offline';
  since?: string;
  lastHeardAt?: string;
  /** Why data is withheld: the driver's privacy mode, or services that are not active. */
  withheld?: { privacy?: 'Geolocation' | 'Full'; services?: string[] };
};

/**
 * A vehicle as a face shows it. `key` is its name in addresses of the console and in every call of `Face`:
 * the id (driver), or the ids of fleet and vehicle (fleet owner).
 */
export type Vehicle = Either<B2c.Vehicle, B2b.Vehicle> & {
  key: string;
  fleet?: Brief;
  connection?: Connection;
};

export type Status = Either<B2c.Status, B2b.Status>;
export type Maintenance = Either<B2c.Maintenance, B2b.Maintenance>;
export type Telemetry = Either<B2c.Telemetry, B2b.Telemetry>;
export type Trip = Either<B2c.Trip, B2b.Trip>;
export type Alert = Either<B2c.Alert, B2b.Alert>;
export type Alarm = Either<B2c.AlarmDetails, B2b.AlarmDetails>;
export type Collision = Either<B2c.Collision, B2b.Collision>;
export type Stolen = B2b.Stolen;
export type Position = NonNullable<B2c.Status['lastPosition']>;
export type Energy = NonNullable<B2c.Status['energies']>[number];
export type User = B2c.User;

/** When a group of a status was measured, when it arrived, and what told it. */
export type Origin = { createdAt: string; receivedAt?: string; source?: string };
/** By the path of the group in the status, such as `odometer` or `battery`. */
export type Provenance = Record<string, Origin>;

export type Remote = Either<B2c.Remote, B2b.Remote>;
export type RemoteAction = Omit<B2b.RemoteAction, 'remote'> & { remote: Remote };
export type Sent = B2b.RemotePostResponse;
export type ChargeLimit = B2c.ChargeLimit;
export type ChargeLimitEvent = B2c.ChargeLimitEvent;

export type Callback = Omit<B2c.UserCallback, 'subscribe'> & { subscribe: unknown };
export type MonitorBody = Omit<B2c.MonitorParameter, 'subscribeParam'> & {
  subscribeParam?: NonNullable<B2c.MonitorParameter['subscribeParam']> &
    Partial<B2b.MonitorParameter['subscribeParam']>;
};
export type MonitorTrigger = B2c.MonitorTrigger;
export type MonitorEvent = B2b.MonitorEvent;
export type DryRun = B2b.MonitorDryRun;
export type Delivery = B2b.Delivery;
export type Running = 'Running' | 'Paused';

/** A monitor, with the path at which it is changed, and the one below which its deliveries are. */
export type Monitor = Omit<B2c.Monitor, 'monitor'> & {
  monitor: MonitorBody;
  at: string;
  deliveriesAt: string;
  vehicle?: string;
  fleet?: Brief;
};

export type Page<Item> = {
  items: Item[];
  total: number;
  totalPage: number;
  currentPage: number;
  next?: string;
  prev?: string;
};

/** The parts of a list, as both faces and the administration answer it. */
export type Listed = {
  total: number;
  totalPage: number;
  currentPage: number;
  _links: { next?: { href: string }; prev?: { href: string } };
  _embedded: object;
};

/** The page that an answer is; its items are the only list embedded in it. */
export function pageOf<Item>(listed: Listed): Page<Item> {
  const items = (Object.values(listed._embedded).find(Array.isArray) ?? []) as Item[];
  const { total, totalPage, currentPage, _links: links } = listed;
  const next = links.next && { next: links.next.href };
  const prev = links.prev && { prev: links.prev.href };
  return { items, total, totalPage, currentPage, ...next, ...prev };
}
