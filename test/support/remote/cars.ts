import type { Answer, Body, EnrolledVehicle, FleetOwner, TestCloud } from '../cloud.ts';

/** A vehicle that its driver and the owner of a fleet know. */
export type Car = EnrolledVehicle & { vid: string };

type Query = Record<string, string | string[]>;

/** Vehicles that are in one fleet, and the two who ask for them. */
export type Cars = {
  owner: FleetOwner;
  /** A vehicle of its own driver that has told all this. */
  thatTold(reports: readonly object[]): Promise<Car>;
  /** `GET` of a vehicle's resource as its driver. */
  of(car: Car, path: string, query?: Query): Promise<Answer>;
  /** The same as the owner of the fleet. */
  inFleet(car: Car, path: string, query?: Query): Promise<Answer>;
};

export async function carsOf(cloud: TestCloud): Promise<Cars> {
  const owner = await cloud.addPartner();
  return {
    owner,
    async thatTold(reports) {
      const car = await cloud.addVehicle(await cloud.addDriver(), { motorization: 'Hybrid' });
      const vid = await cloud.addToFleet(owner, car);
      await (await cloud.connect(car)).report(...reports);
      return { ...car, vid };
    },
    of: (car, path, query = {}) => cloud.getOf(car, path, { query }),
    inFleet: ({ vid }, path, query = {}) => cloud.getFleet(owner, `vehicles/${vid}/${path}`, { query }),
  };
}

/** What a list has, under whatever key. */
export function listed({ body }: { body: Body }): Body[] {
  return Object.values<Body[]>(body._embedded)[0] ?? [];
}

export async function codeOf(asked: Promise<{ body: Body }>): Promise<number> {
  return (await asked).body.code;
}
