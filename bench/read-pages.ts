import { runChild } from './child-process.ts';

/** Reads its URLs in turn, over a connection of its own; `follows` walks from each by `next` links to the end. */
export type PageReader = { urls: string[]; headers: Record<string, string>; follows: boolean };

export type PagesConfig = {
  /** Milliseconds from one request of a reader to its next; 0: as soon as it is answered. */
  everyMs: number;
  /** Loopback only. */
  readers: PageReader[];
  warmUpSeconds: number;
  seconds: number;
};

export type PagesResult = {
  perSecond: number;
  /** From when a request was due to the last byte of its answer. */
  latencyMs: { p50: number; p99: number; max: number };
  bytesPerPage: number;
  /** Answers other than 200. */
  failed: number;
};

/** All readers at once, from a process of their own. */
export function readPages(config: PagesConfig): Promise<PagesResult> {
  return runChild<PagesResult>(new URL('./read-pages-process.js', import.meta.url), config);
}
