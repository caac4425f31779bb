import type { FleetConfig, VehicleConfig } from './config.ts';
import type { Encoder, Outgoing, Pace } from './generations/encoder.ts';
import { generation1 } from './generations/generation-1.ts';
import { generation2 } from './generations/generation-2.ts';
import { between, type Random, seededRandom, seedFrom } from './model/random.ts';
import { advance } from './model/step.ts';
import { createVehicle, type Vehicle } from './model/vehicle.ts';

export type Settings = Omit<FleetConfig, 'mqttUrl' | 'vehicles'>;

/** A vehicle and its voice: lives from one moment to the next and says what there is to say. */
export type Actor = {
  /** The state at the moment it has lived to. */
  vehicle(): Vehicle;
  /** Goes on to `at` (epoch milliseconds, not before the last) and gives the messages of that moment. */
  live(at: number): readonly Outgoing[];
};

export type Beginning = {
  /** Place in the fleet, from 0. */
  index: number;
  /** Vehicles in the fleet. */
  fleetSize: number;
  /** Epoch milliseconds. */
  at: number;
};

/** A gap longer than this (a suspended computer) is not lived through. */
const longestLifeSeconds = 10;

export function createActor(config: VehicleConfig, settings: Settings, beginning: Beginning): Actor {
  const random = seededRandom(seedFrom(`${settings.seed ?? beginning.at} ${config.vin}`));
  const speak = createVoice(
    config.generation,
    paceOf(config.generation, settings, beginning.fleetSize),
    beginning,
  );
  const standingFactor = settings.timeFactor ?? 1;
  let vehicle = createVehicle(newVehicle(config, settings, { ...beginning, random }));
  let livedTo = beginning.at;
  return {
    vehicle: () => vehicle,
    live(at) {
      const seconds = Math.min(longestLifeSeconds, (at - livedTo) / 1000);
      vehicle = advance(vehicle, { at, seconds, random, standingFactor });
      livedTo = at;
      return speak(vehicle, at);
    },
  };
}

function newVehicle(
  { motorization, home, odometerKm, startMoving }: VehicleConfig,
  settings: Settings,
  { index, at, random }: Beginning & { random: Random },
) {
  return {
    motorization,
    home,
    odometerKm: odometerKm ?? Math.round(between(random, [500, 90_000])),
    startMoving: startMoving ?? index % 3 === 0,
    habits: {
      parkedSeconds: settings.parkedSeconds ?? ([60, 240] as const),
      awakeSeconds: settings.rate === undefined ? (settings.awakeSeconds ?? 30) : Infinity,
      tripKm: settings.tripKm ?? ([3, 25] as const),
    },
    at,
    random,
  };
}

/** Seconds between two reports of one vehicle of this generation. */
export function paceOf(generation: 1 | 2, settings: Settings, fleetSize: number): Pace {
  const own = generation === 1 ? (settings.recordSeconds ?? 60) : (settings.reportSeconds ?? 2);
  return {
    reportSeconds: settings.rate === undefined ? own : fleetSize / settings.rate,
    parkedReportSeconds: generation === 1 ? 3600 : 86_400,
    isSteady: settings.rate !== undefined,
  };
}

function createVoice(generation: 1 | 2, pace: Pace, { at }: Beginning) {
  const idPrefix = Math.floor(at).toString(36);
  return generation === 1 ? voiceOf(generation1, pace, idPrefix) : voiceOf(generation2, pace, idPrefix);
}

function voiceOf<Memory>({ silent, speak }: Encoder<Memory>, pace: Pace, idPrefix: string) {
  let memory = silent(idPrefix);
  return (vehicle: Vehicle, at: number): readonly Outgoing[] => {
    const spoken = speak(vehicle, memory, { at, pace });
    memory = spoken.memory;
    return spoken.messages;
  };
}
