import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { socketFolder, usableSocketFolder } from './socket-folder.ts';

const isWindows = process.platform === 'win32';

it.skipIf(isWindows).each([
  ['is that of the database', '/var/lib/roadwire/postgres', '/var/lib/roadwire/postgres'],
  ['is told as a whole', `${process.cwd()}/x/../postgres`, `${process.cwd()}/postgres`],
  ['is none where the path would be too long for a socket', `/${'long/'.repeat(20)}postgres`, undefined],
  ['is none where it would be read as two', '/srv/a,b/postgres', undefined],
])('the folder of the socket %s', (_, dir, expected) => {
  expect(socketFolder(dir, 24_000)).toBe(expected);
});

async function usable(dir: string) {
  const lines: string[] = [];
  const log = { info: (_: object, text: string) => void lines.push(text) };
  return { folder: await usableSocketFolder({ dir, port: 24_000 }, log as never), lines };
}

it.skipIf(isWindows)(
  'a folder that takes sockets is used for one, and nothing is left of trying',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'roadwire-socket-'));
    try {
      expect(await usable(dir)).toEqual({ folder: dir, lines: [] });
      expect(readdirSync(dir)).toEqual([]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  },
);

// A file system on which nothing can be made.
const barren = '/proc/self';
it.skipIf(!existsSync(barren))('one that takes none is not used, which one line tells', async () => {
  expect(await usable(barren)).toEqual({
    folder: undefined,
    lines: ['the data folder takes no sockets: PostgreSQL is reached by the network alone'],
  });
});
