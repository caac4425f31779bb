import { type Actor, createActor, paceOf, type Settings } from './actor.ts';
import type { FleetConfig } from './config.ts';
import { Link } from './link.ts';
import { seededRandom, seedFrom } from './model/random.ts';
import { isAwake } from './model/vehicle.ts';
import { Outbox, type Tally } from './outbox.ts';

export type FleetDeps = {
  /** Epoch milliseconds; the computer's clock when absent. */
  clock?: () => number;
  /** Takes one line for each notable event, without anything that says whose vehicle it is. */
  log?: (line: string) => void;
};

export type Counts = Tally & {
  /** Vehicles with a connection now. */
  connected: number;
};

export type Fleet = {
  /** Disconnects every vehicle in good order. */
  stop(): Promise<void>;
  counts(): Counts;
};

type Member = { actor: Actor | undefined; outbox: Outbox; link: Link };

/** How often the wheel is turned, and how far behind the clock it may fall before it skips. */
const turnMs = 20;
const behindMsMax = 10_000;
/** Messages that one vehicle keeps while there is no connection. */
const outboxCapacity = 500;
const troubles = { windowMs: 10_000, linesMax: 3 };

/** Runs the vehicles of the configuration until stopped. */
export function runFleet(config: FleetConfig, deps: FleetDeps = {}): Fleet {
  const clock = deps.clock ?? Date.now;
  const startedAt = clock();
  const onTrouble = createTroubleLog(deps.log, clock);
  const members = config.vehicles.map((_, index) => createMember(config, index, onTrouble));
  const turn = createWheel(config, { members, startedAt });
  const timer = setInterval(() => turn(clock()), turnMs);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(members.map(({ link }) => link.stop()));
    },
    counts: () => countsOf(members),
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

function createMember(config: FleetConfig, index: number, onTrouble: OnTrouble): Member {
  const { vin, username, password } = config.vehicles[index]!;
  const outbox = new Outbox(outboxCapacity);
  const link = new Link(
    { mqttUrl: config.mqttUrl, vin, username, password },
    {
      outbox,
      random: seededRandom(seedFrom(vin)),
      onTrouble: (reason) => onTrouble(index, reason),
    },
  );
  return { actor: undefined, outbox, link };
}

/**
 * One wheel for the whole fleet: the vehicles come up one after the other, evenly spread over a period, so
 * that the n-th turn is always due at `startedAt + n × period / vehicles`.
 */
function createWheel(
  config: FleetConfig,
  { members, startedAt }: { members: readonly Member[]; startedAt: number },
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
      if (due >= startedAt + index * startGapMs) tend(config, { members, index, at: due });
    }
  };
}

/** A step a second, or as often as there is something to report. */
function periodMs(config: FleetConfig): number {
  const settings: Settings = config;
  const fleetSize = config.vehicles.length;
  const intervals = config.vehicles.map(
    ({ generation }) => paceOf(generation, settings, fleetSize).reportSeconds,
  );
  return 1000 * intervals.reduce((shortest, seconds) => Math.min(shortest, seconds), 1);
}

/** One vehicle lives up to `at`, and its messages go out. */
function tend(
  config: FleetConfig,
  { members, index, at }: { members: readonly Member[]; index: number; at: number },
): void {
  const member = members[index]!;
  member.actor ??= createActor(config.vehicles[index]!, config, { index, fleetSize: members.length, at });
  for (const message of member.actor.live(at)) member.outbox.add(message);
  member.link.tend(isAwake(member.actor.vehicle()));
}

function countsOf(members: readonly Member[]): Counts {
  const counts: Counts = { connected: 0, sent: 0, acknowledged: 0, waiting: 0, dropped: 0 };
  for (const { link, outbox } of members) {
    const tally = outbox.tally();
    counts.connected += link.isConnected() ? 1 : 0;
    counts.sent += tally.sent;
    counts.acknowledged += tally.acknowledged;
    counts.waiting += tally.waiting;
    counts.dropped += tally.dropped;
  }
  return counts;
}
