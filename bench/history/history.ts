import type { Credentials } from '../load/load-config.ts';

/** Somebody who reads: what goes with each request, and what may be asked for. */
export type Reader = { headers: Record<string, string> };

/** An end user with the addresses of vehicles: some ordinary ones, and the dense one. */
export type UserReader = Reader & { vehicles: string[]; query: string };

/** A fleet owner with the address of a fleet, and that of the dense vehicle in it. */
export type FleetReader = Reader & { fleet: string; dense: string; query: string };

export type HistoryPlan = {
  /** Vehicles with a history. */
  vehicles: number;
  /** Vehicles of the fleet, those with a history among them. */
  fleet: number;
  /** Vehicles whose reports are sent; the last is the dense one. */
  senders: { motorization: string }[];
  users: number;
};

/** What is entered for the history: paths begin at the root of the Web API. */
export type HistoryWorld = {
  /** In the order of the plan, with their numbers in the database. */
  senders: (Credentials & { vehicleId: number })[];
  /** Each with a token, some vehicles that are copies, and no vehicle twice. */
  users: UserReader[];
  /** A user who has the first sender, and then its first copy. */
  comparer: UserReader;
  fleet: FleetReader;
};

/** A database with a history, the product running on it, and how it came about. */
export type History = {
  baseUrl: string;
  databaseUrl: string;
  world: HistoryWorld;
  /** Vehicles with a history, and those of the fleet. */
  vehicles: number;
  fleet: number;
  rows: number;
  /** Seconds that making it took, and of them until the senders' reports were taken. */
  seconds: number;
  sendingSeconds: number;
  /** Disk that a report takes: the table with its indexes; and with all else in the database. */
  bytesPerReport: number;
  bytesPerReportInAll: number;
  checks: { text: string; isRight: boolean }[];
};
