import { totalmem } from 'node:os';

const mebibyte = 1024 * 1024;

/**
 * What the embedded PostgreSQL may keep of its tables in memory, in MB: a quarter of what there is, as its makers advise. It
 * takes that much only once so many pages were asked for.
 */
export function sharedBuffersMb(memoryBytes: number): number {
  return Math.min(Math.max(Math.floor(memoryBytes / 4 / mebibyte), 128), 4096);
}

/** Bytes of memory that this process may count on: of the machine, or of the container that it is kept in. */
export function memoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
