import { type AlertRow, countAlerts, findAlert, readAlerts } from '../../store/episodes/alerts.ts';
import { presentAlert } from '../present/events/alert.ts';
import type { FleetAsk, VehicleAsk } from '../shared/ask.ts';
import { type EpisodeKind, listEpisodes, ofFleet, ofVehicle, oneEpisode } from './episodes.ts';
import { tripIdsOf } from './trip-ids.ts';
import { ofTrip } from './trips.ts';

const alerts: EpisodeKind<AlertRow> = {
  key: 'alerts',
  shows: 'alerts',
  missing: 'noAlert',
  read: readAlerts,
  count: countAlerts,
  find: findAlert,
  async present(told, { context }) {
    const tripIds = await tripIdsOf(context, told);
    return told.map(({ row: { id, body }, vehicle: { visibility, at } }, index) =>
      presentAlert({ id, body, tripIds: tripIds[index] }, visibility, at),
    );
  },
};

export const readVehicleAlerts = (ask: VehicleAsk) => listEpisodes(ask, alerts, ofVehicle(ask, 'alerts'));

export const readVehicleAlert = (ask: VehicleAsk) =>
  oneEpisode(ask, alerts, { id: ask.params.aid, at: ofVehicle(ask, 'alerts') });

/** Alerts that were lit at some time on a trip. */
export const readTripAlerts = async (ask: VehicleAsk) =>
  listEpisodes(ask, alerts, await ofTrip(ask, 'alerts'));

export const readTripAlert = async (ask: VehicleAsk) =>
  oneEpisode(ask, alerts, { id: ask.params.aid, at: await ofTrip(ask, 'alerts') });

export const readFleetAlerts = (ask: FleetAsk) => listEpisodes(ask, alerts, ofFleet(ask, 'alerts'));

export const readFleetAlert = (ask: FleetAsk) =>
  oneEpisode(ask, alerts, { id: ask.params.aid, at: ofFleet(ask, 'alerts') });
