import { expect, it } from 'vitest';
import { socketFolder } from './socket-folder.ts';

it.skipIf(process.platform === 'win32').each([
  ['is that of the database', '/var/lib/roadwire/postgres', '/var/lib/roadwire/postgres'],
  ['is told as a whole', `${process.cwd()}/x/../postgres`, `${process.cwd()}/postgres`],
  ['is none where the path would be too long for a socket', `/${'long/'.repeat(20)}postgres`, undefined],
  ['is none where it would be read as two', '/srv/a,b/postgres', undefined],
])('the folder of the socket %s', (_, dir, expected) => {
  expect(socketFolder(dir, 24_000)).toBe(expected);
});
