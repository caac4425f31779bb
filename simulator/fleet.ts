import { type Actor, createActor } from './actor.ts';
import type { FleetConfig } from './config.ts';
import type { Outgoing } from './generations/encoder.ts';
import { generations } from './generations/voices.ts';
import { type AnyKind, type Outcome, readHappening } from './happenings.ts';
import { Link } from './link.ts';
import type { Happening } from './model/happenings/happening.ts';
import { seededRandom, seedFrom } from './model/random.ts';
import { isAwake } from './model/vehicle.ts';
import { Outbox, type Tally } from './outbox.ts';
import type { Answer, Command } from './vehicle-client/command.ts';
import { createDesk } from './vehicle-client/desk.ts';
import { generation1 } from './vehicle-client/generation-1.ts';
import { generation2 } from './vehicle-client/generation-2.ts';

export type FleetDeps = {
  /** Epoch milliseconds; the computer's clock when absent. */
  clock?: () => number;
  /** Takes one line for each notable event, without anything that says whose vehicle it is. */
  log?: (line: string) => void;
};

export type Counts = Tally & {
  /** Vehicles with a connection now. */
  connected: number;
  /** Vehicles that take commands now. */
  listening: number;
  /** Vehicles that have told all of their past. */
  present: number;
};

export type Fleet = {
  /** Disconnects every vehicle in good order. */
  stop(): Promise<void>;
  counts(): Counts;
  /** Makes something happen to a vehicle; `given` is JSON as it came. */
  happen(vin: string, given: unknown): Outcome;
};

type Member = {
  actor: Actor | undefined;
  /** What is still to be told of the time before the start. */
  past: Generator<Outgoing> | undefined;
  outbox: Outbox;
  link: Link;
};

type Read = Happening & { kind: AnyKind };

/** How often the wheel is turned, and how far behind the clock it may fall before it skips. */
const turnMs = 20;
const behindMsMax = 10_000;
/** Messages that one vehicle keeps while there is no connection. */
const outboxCapacity = 500;
/** Messages of the past that may wait for their acknowledgements: it is told no faster than it is taken. */
const pastWaitingMax = 60;
const troubles = { windowMs: 10_000, linesMax: 3 };

/** Runs the vehicles of the configuration until stopped. */
export function runFleet(config: FleetConfig, deps: FleetDeps = {}): Fleet {
  const clock = deps.clock ?? Date.now;
  const startedAt = clock();
  const onTrouble = createTroubleLog(deps.log, clock);
  const members = config.vehicles.map((_, index) =>
    createMember(config, index, { ...deps, clock, onTrouble }),
  );
  const turn = createWheel(config, { members, startedAt, clock });
  const timer = setInterval(() => turn(clock()), turnMs);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(members.map(({ link }) => link.stop()));
    },
    counts: () => countsOf(members),
    happen(vin, given) {
      const index = config.vehicles.findIndex((vehicle) => vehicle.vin === vin);
      const read = readHappening(given);
      if ('fault' in read) return { outcome: 'wrong', why: read.fault };
      const member = members[index];
      if (!member) return { outcome: 'unknown', why: 'no simulated vehicle has this VIN' };
      return befall(member, read.happening, clock());
    },
  };
}

type OnTrouble = (index: number, reason: string) => void;

/** A server that goes away is news of the whole fleet: a few lines of it are enough. */
function createTroubleLog(log: FleetDeps['log'], clock: () => number): OnTrouble {
  let windowFrom = Number.NEGATIVE_INFINITY;
  let lines = 0;
  return (index, reason) => {
    if (clock() - windowFrom > troubles.windowMs) {
      windowFrom = clock();
      lines = 0;
    }
    lines += 1;
    if (lines <= troubles.linesMax) log?.(`vehicle ${index}: ${reason}; trying again`);
  };
}

type MemberDeps = Required<Pick<FleetDeps, 'clock'>> & FleetDeps & { onTrouble: OnTrouble };

function createMember(config: FleetConfig, index: number, deps: MemberDeps): Member {
  const { vin, username, password, generation } = config.vehicles[index]!;
  const { clock, onTrouble } = deps;
  const outbox = new Outbox(outboxCapacity);
  const language = { 1: generation1, 2: generation2 }[generation];
  const { mqttUrl, wakeUpLine: keepsLine = true } = config;
  const link: Link = new Link(
    { mqttUrl, vin, username, password, commandChannel: language.channel, keepsLine },
    {
      outbox,
      random: seededRandom(seedFrom(vin)),
      onTrouble: (reason) => onTrouble(index, reason),
      onCommand: (payload) =>
        void desk.take(payload).then((reply) => {
          if (reply) say(member, [reply]);
        }),
      onWakeUp: () => say(member, member.actor?.wake(clock()) ?? []),
    },
  );
  const member: Member = { actor: undefined, past: undefined, outbox, link };
  const desk = createDesk(language, {
    execute: (command) => perform(member, command, { index, ...deps }),
    clock,
  });
  return member;
}

/** The vehicle does a command, and reports what changed. */
function perform(
  { actor, outbox }: Member,
  command: Command,
  { clock, log, index }: MemberDeps & { index: number },
): Answer {
  if (!actor) return { status: 'Failed', failureCause: 'VehicleError' };
  const { answer, note, messages } = actor.obey(command, clock());
  for (const message of messages) outbox.add(message);
  if (note) log?.(`vehicle ${index}: ${note}`);
  return answer;
}

/** Something happens to a vehicle, or to its line. */
function befall(member: Member, { kind, ...given }: Read, at: number): Outcome {
  const { actor, outbox, link } = member;
  if (!actor || member.past)
    return { outcome: 'refused', why: 'it still tells of the days before the start' };
  if (kind === 'GoOffline') link.cut();
  else if (kind === 'ComeBack') link.mend();
  else {
    const befallen = actor.befall({ ...given, kind }, at);
    if ('refused' in befallen) return { outcome: 'refused', why: befallen.refused };
    for (const message of befallen.messages) outbox.add(message);
  }
  say(member, []);
  return { outcome: 'done' };
}

/** What is not to wait for the vehicle's next turn. */
function say({ actor, past, outbox, link }: Member, messages: readonly Outgoing[]): void {
  for (const message of messages) outbox.add(message);
  if (actor) link.tend({ isAwake: isAwake(actor.vehicle()), isPresent: past === undefined });
}

/**
 * One wheel for the whole fleet: the vehicles come up one after the other, evenly spread over a period, so
 * that the n-th turn is always due at `startedAt + n × period / vehicles`.
 */
function createWheel(
  config: FleetConfig,
  { members, startedAt, clock }: { members: readonly Member[]; startedAt: number; clock: () => number },
): (now: number) => void {
  const gapMs = periodMs(config) / members.length;
  const startGapMs = 1000 / (config.startPerSecond ?? 100);
  let next = 0;
  return (now) => {
    const behind = now - (startedAt + next * gapMs);
    if (behind > behindMsMax) next += Math.floor(behind / gapMs);
    for (let due = startedAt + next * gapMs; due <= now; due = startedAt + next * gapMs) {
      const index = next % members.length;
      next += 1;
      if (due >= startedAt + index * startGapMs) tend(config, { members, index, at: due, clock });
    }
  };
}

/** A step a second, or as often as there is something to report. */
function periodMs(config: FleetConfig): number {
  const intervals = config.vehicles.map(({ generation }) =>
    generations[generation].reportSeconds(config, config.vehicles.length),
  );
  return 1000 * intervals.reduce((shortest, seconds) => Math.min(shortest, seconds), 1);
}

type Turn = { members: readonly Member[]; index: number; at: number; clock: () => number };

/** One vehicle lives up to `at`, and its messages go out; first what there is to tell of its past. */
function tend(config: FleetConfig, { members, index, at, clock }: Turn): void {
  const member = members[index]!;
  if (!member.actor) {
    member.actor = createActor(config.vehicles[index]!, config, { index, fleetSize: members.length, at });
    member.past = member.actor.past(clock);
  }
  if (member.past) remember(member, member.past);
  else for (const message of member.actor.live(at)) member.outbox.add(message);
  say(member, []);
}

/** Tells some more of the past; once all of it is told the vehicle lives on from there. */
function remember(member: Member, past: Generator<Outgoing>): void {
  while (member.outbox.tally().waiting < pastWaitingMax) {
    const { done, value } = past.next();
    if (done) {
      member.past = undefined;
      break;
    }
    member.outbox.add(value);
  }
}

function countsOf(members: readonly Member[]): Counts {
  const counts: Counts = {
    connected: 0,
    listening: 0,
    present: 0,
    sent: 0,
    acknowledged: 0,
    waiting: 0,
    dropped: 0,
  };
  for (const { link, outbox, actor, past } of members) {
    const tally = outbox.tally();
    counts.connected += link.isConnected() ? 1 : 0;
    counts.listening += link.takesCommands() ? 1 : 0;
    counts.present += actor && !past ? 1 : 0;
    counts.sent += tally.sent;
    counts.acknowledged += tally.acknowledged;
    counts.waiting += tally.waiting;
    counts.dropped += tally.dropped;
  }
  return counts;
}
