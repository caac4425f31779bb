import { runChild } from './child-process.ts';

export type ReadsConfig = {
  /** Absolute, loopback only; the connections share them out. */
  urls: string[];
  headers: Record<string, string>;
  connections: number;
  warmUpSeconds: number;
  seconds: number;
};

export type ReadsResult = {
  perSecond: number;
  /** Whole milliseconds, as autocannon counts them. */
  latencyMs: { p50: number; p99: number };
  /** Answers other than 2xx, and connections that failed. */
  non2xx: number;
};

/** Reads the URLs by GET as fast as they are answered, from a process of its own. */
export function runReads(config: ReadsConfig): Promise<ReadsResult> {
  return runChild<ReadsResult>(new URL('./reads-process.js', import.meta.url), config);
}
