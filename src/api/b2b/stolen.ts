import { Stolen } from '../present/events/stolen.ts';
import { FleetPosition } from '../present/status/position.ts';
import { readStolenEpisode, readStolenHistory, readStolenWayPoints } from '../reads/stolen.ts';
import { wayPointsPageMax } from '../reads/way-points.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import { type Operation, timestampsQuery } from '../shared/operation.ts';

const stolen = '/fleets/:fid/vehicles/:vid/stolen';
const episode = `${stolen}/:sid`;

/** When a vehicle was stolen, and where it went. */
export const stolenOperations: readonly Operation[] = [
  {
    operationId: 'getVehicleStolenHistory',
    path: stolen,
    of: 'vehicle',
    tag: 'Stolen',
    summary: 'When the vehicle counted as stolen, oldest first',
    shows: ['stolen'],
    query: { ...timestampsQuery, ...pagingQuery(60) },
    response: collection('stolen', Stolen),
    read: readStolenHistory,
  },
  {
    operationId: 'getVehicleStolenById',
    path: episode,
    of: 'vehicle',
    tag: 'Stolen',
    summary: 'One of these times',
    shows: ['stolen'],
    response: Stolen,
    read: readStolenEpisode,
  },
  {
    operationId: 'getVehicleStolenIdPosition',
    path: `${episode}/waypoints`,
    aliases: [`${episode}/wayPoints`],
    of: 'vehicle',
    tag: 'Stolen',
    summary: 'The way of the vehicle while it was stolen',
    shows: ['stolen', 'positions'],
    // The contract has no parameters here, and no other way to leaf through a long list.
    query: pagingQuery(wayPointsPageMax),
    response: collection('positions', FleetPosition),
    read: readStolenWayPoints,
  },
];
