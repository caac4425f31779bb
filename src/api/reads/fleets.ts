import { ownedVehicle } from '../../auth/fleets.ts';
import { kindsByScope } from '../../auth/scopes.ts';
import type { Profile } from '../../auth/sight.ts';
import type { GroupName } from '../../model/groups.ts';
import {
  countFleetVehicles,
  type FleetVehicleRow,
  listFleets,
  listFleetVehicles,
  type Showing,
} from '../../store/vehicles/fleets.ts';
import { presentMaintenance } from '../present/events/maintenance.ts';
import { presentFleet } from '../present/fleet.ts';
import { statusGroups } from '../present/status/status.ts';
import { statusOf } from '../present/status/whole-status.ts';
import { seeVehicles } from '../shared/access/see-vehicle.ts';
import type { FleetAsk, PartnerAsk, SeenVehicle } from '../shared/ask.ts';
import { keysetPage, pageOf } from '../shared/lists/page-of.ts';
import { placeInFleet } from '../shared/lists/places.ts';

/** The fleets of a partner. */
export async function readFleets(ask: PartnerAsk): Promise<object> {
  const { context, partner } = ask;
  const { b2b } = context.links();
  const all = await listFleets(context.database, partner.partnerId);
  return pageOf(ask, {
    self: b2b.fleets,
    key: 'fleets',
    items: () => all,
    present: (row) => presentFleet(row, b2b.fleet(row.publicId)),
  });
}

/** One fleet. */
export async function readFleet({ fleet }: FleetAsk): Promise<object> {
  return presentFleet(fleet, fleet.links);
}

/** The newest status of each vehicle of a fleet. */
export function readFleetStatuses(ask: FleetAsk): Promise<object> {
  return readOfEach(ask, { key: 'status', groups: statusGroups.b2b, present: statusOf });
}

/** What is known of the next maintenance of each vehicle of a fleet. */
export function readFleetMaintenances(ask: FleetAsk): Promise<object> {
  return readOfEach(ask, {
    key: 'maintenances',
    groups: ['maintenance'],
    present({ status, visibility, at }) {
      const known = status.maintenance;
      return known && visibility.kinds.has('maintenance') ? presentMaintenance(known, at) : undefined;
    },
  });
}

type OfEach = {
  key: 'status' | 'maintenances';
  /** Groups of which any makes an element. */
  groups: readonly GroupName[];
  present(vehicle: SeenVehicle): object | undefined;
};

/**
 * A list of what the states of a fleet's vehicles say. The database knows which vehicles show something, so
 * only the states of one page are read; a vehicle that has changed meanwhile is left out of its page.
 */
async function readOfEach(ask: FleetAsk, { key, groups, present }: OfEach): Promise<object> {
  const { context, fleet } = ask;
  const { database } = context;
  const filter = { fleetId: fleet.fleetId, vinPrefix: '', showing: showing(groups, fleet.profile) };
  const find = (row: FleetVehicleRow) => ({
    owned: ownedVehicle(row),
    at: placeInFleet(fleet, row),
    profile: fleet.profile,
  });
  return keysetPage(ask, {
    self: fleet.links.of(key),
    key,
    count: () => countFleetVehicles(database, filter),
    read: (slice) => listFleetVehicles(database, filter, slice),
    keyOf: ({ vehicleId }) => [0, String(vehicleId)],
    present: async (rows) =>
      (await seeVehicles(context, rows.map(find))).map(present).filter((one) => one !== undefined),
  });
}

/** What the sight of a profile (`auth/sight.ts`) leaves of a state, as the database looks for it. */
function showing(groups: readonly GroupName[], profile: Profile): Showing {
  const isPrivate = profile === 'endUser';
  return {
    audiences: isPrivate ? ['fleet', 'endUser'] : ['fleet'],
    isPrivate,
    kindsByScope: kindsByScope(groups),
  };
}
