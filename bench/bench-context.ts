import type { Figures } from './bench-line.ts';
import type { History } from './history/history.ts';
import type { Credentials } from './load/load-config.ts';

/** Vehicles that may connect, and reads of their status that a user's token opens. */
export type BenchWorld = {
  vehicles: Credentials[];
  /** Paths of the Web API, or whole URLs. */
  status: { urls: string[]; headers: Record<string, string> };
};

/** Who signs in, and what is known by tokens. */
export type BenchPeople = {
  /** Enters users. */
  enter(databaseUrl: string, count: number): Promise<{ email: string; password: string }[]>;
  /** Checks tokens one after the other, as every request does. */
  checkTokens(databaseUrl: string, seconds: number): Promise<Figures & { refused: number; tokens: number }>;
};

/** What each line of the bench is given: the running product, a floor database on the same server. */
export type BenchContext = {
  product: { mqttPort: number; baseUrl: string; databaseUrl: string };
  floorDatabaseUrl: string;
  world: BenchWorld;
  people: BenchPeople;
  /** Made when the first line asks for it. */
  history: () => Promise<History>;
  /** Length of one measured part. */
  seconds: number;
  warmUpSeconds: number;
  /** How often floor and product take turns. */
  rounds: number;
  log: (line: string) => void;
};
