import type { Vehicle } from '../model/vehicle.ts';

/** A message on its way: the last part of its topic and its text. */
export type Outgoing = { readonly channel: string; readonly payload: string };

/** What a vehicle remembers of what it has said; each generation has its own shape of it. */
export type Spoken<Memory> = { readonly memory: Memory; readonly messages: readonly Outgoing[] };

/** Seconds between two reports; how long a silence lasts at most. */
export type Pace = {
  /** While the ignition is on. */
  readonly reportSeconds: number;
  /** While parked. */
  readonly parkedReportSeconds: number;
  /** Report as often while parked as while driving. */
  readonly isSteady: boolean;
};

/** Intervals that the operator of the simulation may choose, in seconds. */
export type Intervals = { reportSeconds?: number; recordSeconds?: number };

/** One generation. Pure. */
export type Encoder<Memory> = {
  /** Seconds between two reports while the ignition is on, while parked, and when the past is told. */
  readonly rhythm: (intervals: Intervals) => {
    onSeconds: number;
    parkedSeconds: number;
    pastSeconds: number;
  };
  readonly silent: (idPrefix: string) => Memory;
  /** What a vehicle that is now like this has to say at `at` (epoch milliseconds). */
  readonly speak: (vehicle: Vehicle, memory: Memory, when: { at: number; pace: Pace }) => Spoken<Memory>;
  /** The same in fewer messages, where the generation can. */
  readonly bundle: (messages: readonly Outgoing[]) => readonly Outgoing[];
};
