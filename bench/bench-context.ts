import type { Figures } from './bench-line.ts';
import type { History } from './history/history.ts';
import type { Credentials } from './load/load-config.ts';

/** Vehicles that may connect, and what tokens of a user open of them. */
export type BenchWorld = {
  vehicles: Credentials[];
  /** Paths of the Web API, or whole URLs. */
  status: { urls: string[]; headers: Record<string, string> };
  /** Who may lock and unlock all vehicles: `vehicles` are their ids in the Web API, in their order. */
  remotes: { email: string; clientId: string; vehicles: string[]; headers: Record<string, string> };
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
  /** The program of the product, for those who start one of their own. */
  entry: string;
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
