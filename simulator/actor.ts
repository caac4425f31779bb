import type { FleetConfig, VehicleConfig } from './config.ts';
import type { Outgoing } from './generations/encoder.ts';
import { generations } from './generations/voices.ts';
import { createVehicle } from './model/create-vehicle.ts';
import { happen } from './model/happenings/happen.ts';
import { type Random, seededRandom, seedFrom } from './model/random.ts';
import { asked, keptAwake } from './model/remote/awake.ts';
import { obey } from './model/remote/obey.ts';
import { settled } from './model/stays.ts';
import { advance } from './model/step.ts';
import type { Habits, Vehicle } from './model/vehicle.ts';
import { type Living, relive } from './past.ts';
import type { Answer, Command } from './vehicle-client/command.ts';

export type Settings = Omit<FleetConfig, 'mqttUrl' | 'vehicles'>;

/** A vehicle and its voice: lives from one moment to the next and says what there is to say. */
export type Actor = {
  /** The state at the moment it has lived to. */
  vehicle(): Vehicle;
  /** Goes on to `at` (epoch milliseconds, not before the last) and gives the messages of that moment. */
  live(at: number): readonly Outgoing[];
  /** Does a command at `at`, as far as its state lets it: the answer, and what there is to say now. */
  obey(command: Command, at: number): { answer: Answer; note?: string; messages: readonly Outgoing[] };
  /** Something happens to it at `at`: why it cannot, or what there is to say now. */
  befall(happening: Befalling, at: number): { refused: string } | { messages: readonly Outgoing[] };
  /** Somebody wants it awake. Gives what it says at `at`. */
  wake(at: number): readonly Outgoing[];
  /**
   * For a vehicle that has a history: what it sent from then on until `now()`. To be drawn to its end before
   * the vehicle lives on. Nothing for one without.
   */
  past(now: () => number): Generator<Outgoing>;
};

type Befalling = Parameters<typeof happen>[1];

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
const dayMs = 86_400_000;
/** A vehicle that was told something stays awake for so long; of real time. */
const awakeAfterCommandSeconds = 180;
/** What vehicles of generation 1 have no words for. */
const ofGeneration2: readonly string[] = ['Steal', 'EndTheft'];

export function createActor(config: VehicleConfig, settings: Settings, beginning: Beginning): Actor {
  const { index, fleetSize, at } = beginning;
  const random = seededRandom(seedFrom(`${settings.seed ?? at} ${config.vin}`));
  const habits = habitsOf(settings);
  const startMoving = !config.stays && (config.startMoving ?? index % 3 === 0);
  const hasPast = config.historyDays !== undefined;
  const livedTo = beginningOf(config, at);
  const idPrefix = Math.floor(at).toString(36);
  const living: Living = {
    livedTo,
    random,
    voice: generations[config.generation].createVoice(settings, { size: fleetSize, idPrefix }),
    vehicle: newVehicle(config, { at: livedTo, random, habits, startMoving: startMoving && !hasPast }),
  };
  const settle = () => {
    if (config.stays) living.vehicle = settled(living.vehicle, config.stays);
  };
  if (!hasPast) settle();
  const standingFactor = settings.timeFactor ?? 1;
  const speak = () => living.voice.speak(living.vehicle, living.livedTo, 'live');
  function live(until: number): readonly Outgoing[] {
    // The past may have come a little further than the turn that is due.
    if (until < living.livedTo) return [];
    const seconds = Math.min(longestLifeSeconds, (until - living.livedTo) / 1000);
    living.vehicle = advance(living.vehicle, { at: until, seconds, random, standingFactor });
    living.livedTo = until;
    return speak();
  }
  const awakeSeconds = awakeAfterCommandSeconds * standingFactor;
  return {
    vehicle: () => living.vehicle,
    live,
    obey(command, at) {
      const before = live(at);
      const { vehicle, ...told } = obey(living.vehicle, command, { at, random, awakeSeconds });
      // Generation 1 has no groups that are sent when they change.
      const isAsked = config.generation === 1 && told.answer.status === 'Success';
      living.vehicle = isAsked ? asked(vehicle) : vehicle;
      return { ...told, messages: [...before, ...speak()] };
    },
    befall(happening, at) {
      if (config.generation === 1 && ofGeneration2.includes(happening.kind))
        return { refused: 'it is of generation 1, which does not tell of thefts' };
      const before = live(at);
      const happened = happen(living.vehicle, happening, { at, random });
      if ('refused' in happened) return happened;
      living.vehicle = happened.vehicle;
      return { messages: [...before, ...speak()] };
    },
    wake(at) {
      const before = live(at);
      living.vehicle = keptAwake(living.vehicle, awakeSeconds);
      return [...before, ...speak()];
    },
    *past(now) {
      const staged = config.staged ?? [];
      if (!hasPast) return;
      yield* relive(living, { now, staged, habits, endMoving: startMoving });
      settle();
    },
  };
}

/** A history begins so many days ago, or where an earlier life ended. */
function beginningOf({ historyDays, last }: VehicleConfig, at: number): number {
  if (historyDays === undefined) return at;
  return Math.min(at, Math.max(at - historyDays * dayMs, last?.at ?? -Infinity));
}

function newVehicle(
  { motorization, home, last = {} }: VehicleConfig,
  life: { at: number; random: Random; habits: Habits; startMoving: boolean },
): Vehicle {
  return createVehicle({ motorization, home, last, ...life });
}

function habitsOf(settings: Settings): Habits {
  const { hoursPerCollision, hoursPerBreakIn, hoursPerTheft } = settings;
  return {
    parkedSeconds: settings.parkedSeconds ?? [60, 240],
    awakeSeconds: settings.rate === undefined ? (settings.awakeSeconds ?? 30) : Infinity,
    tripKm: settings.tripKm ?? [3, 25],
    privateTripShare: settings.privateTripShare ?? 0.03,
    chances: { hoursPerCollision, hoursPerBreakIn, hoursPerTheft },
  };
}
