import {
  type EnergyConsumption,
  type LiteEnergy,
  propulsions,
  type Trip,
  type TripFault,
  type TripSegment,
} from '../../model/episodes.ts';
import { type KnownEnergy, placed } from '../known.ts';
import type { End } from './end.ts';
import { averageKm } from './rules.ts';
import type { KnownAtEnd, OpenTrip } from './trip.ts';
import { distanceKm } from './way.ts';

/** What the row of a trip under way says: its start and faults. Its figures change with every report. */
export function openBody({ startedAt, start, faults }: OpenTrip): Trip {
  return { startedAt, ...startOf(start), duration: 0, distance: 0, done: false, faults: [...faults] };
}

/** A trip that has ended, with all its figures. */
export function doneBody(open: OpenTrip, { at, known, faults }: End): Trip {
  const stop = { stoppedAt: at, ...placed('stopPosition', known) };
  return { ...figures(open, { at, known, faults }), ...stop, done: true };
}

/** A trip under way with its figures until now. */
export function currentBody(open: OpenTrip, { at, known }: { at: number; known: KnownAtEnd }): Trip {
  return figures(open, { at, known, faults: open.faults });
}

function figures(open: OpenTrip, { at, known, faults }: End): Trip {
  const distance = distanceKm(open, known);
  const duration = Math.round((at - open.startedAt) / 1000);
  return {
    startedAt: open.startedAt,
    ...startOf(open.start),
    duration,
    distance: round(distance, 3),
    ...listed('endEnergies', energiesOf(known)),
    ...listed('energyConsumptions', consumptions(open, known, distance)),
    ...kinetic(open, duration, distance),
    ...listed('segments', segments(open, distance)),
    done: false,
    faults: [...faults] satisfies TripFault[],
  };
}

function startOf({ position, mileage, fuel, electric }: OpenTrip['start']): Partial<Trip> {
  return {
    ...(position ? { startPosition: position } : {}),
    ...(mileage === undefined ? {} : { startMileage: mileage }),
    ...listed('startEnergies', energiesOf({ ...(fuel && { fuel }), ...(electric && { electric }) })),
  };
}

function listed<Name extends string, Item>(name: Name, items: Item[]): { [_ in Name]?: Item[] } {
  return (items.length > 0 ? { [name]: items } : {}) as { [_ in Name]?: Item[] };
}

function energiesOf({ fuel, electric }: Pick<KnownAtEnd, 'fuel' | 'electric'>): LiteEnergy[] {
  return [...energyOf('Fuel', fuel), ...energyOf('Electric', electric)];
}

function energyOf(type: LiteEnergy['type'], energy: KnownEnergy | undefined): LiteEnergy[] {
  if (energy?.level === undefined && energy?.autonomy === undefined) return [];
  const { total, totalAt, ...told } = energy;
  return [{ type, ...told }];
}

/**
 * cL of fuel (of hydrogen hundredths of a kilogram) and Wh; never below 0: going downhill or being charged
 * takes nothing. What was not told again after the start is left out.
 */
function consumptions({ start }: OpenTrip, known: KnownAtEnd, distance: number): EnergyConsumption[] {
  const { fuel, electric, residual, residualAt } = known;
  const fuelUsed =
    fuel?.totalAt === start.fuel?.totalAt ? undefined : difference(fuel?.total, start.fuel?.total);
  const electricUsed = residualAt === start.residualAt ? undefined : difference(start.residual, residual);
  return [
    ...consumption('Fuel', fuelUsed, { energy: fuel, distance }),
    ...consumption('Electric', electricUsed, { energy: electric, distance }),
  ];
}

function difference(more: number | undefined, less: number | undefined): number | undefined {
  return more === undefined || less === undefined ? undefined : Math.max(0, more - less);
}

type Of = { energy: KnownEnergy | undefined; distance: number };

function consumption(
  type: LiteEnergy['type'],
  used: number | undefined,
  { energy, distance }: Of,
): EnergyConsumption[] {
  if (used === undefined) return [];
  const subType = energy?.subType ? { subType: energy.subType } : {};
  const average = distance >= averageKm ? { avgConsumption: round((used / distance) * 100, 1) } : {};
  return [{ type, ...subType, consumption: round(used, 2), ...average }];
}

function kinetic({ maxSpeed }: OpenTrip, duration: number, distance: number): Pick<Trip, 'kinetic'> {
  const told = {
    ...(duration > 0 ? { avgSpeed: round((distance / duration) * 3600, 1) } : {}),
    ...(maxSpeed === undefined ? {} : { maxSpeed }),
  };
  return Object.keys(told).length > 0 ? { kinetic: told } : {};
}

/** The distance dealt out in the proportions in which it was driven. */
function segments({ propelled = {} }: OpenTrip, distance: number): TripSegment[] {
  const sum = propulsions.reduce((total, propulsion) => total + (propelled[propulsion] ?? 0), 0);
  return propulsions.flatMap((propulsion) => {
    const share = (propelled[propulsion] ?? 0) / (sum || 1);
    if (share === 0) return [];
    return [{ propulsion, percent: round(share * 100, 1), distance: round(share * distance, 3) }];
  });
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
