import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFleet } from './support/fleet.ts';
import { enrol } from './support/ledger.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite, temporaryFolder } from './support/site.ts';
import { until } from './support/until.ts';

const folder = temporaryFolder();
const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=240m,mode=755', 'roadwire-faults', folder]);
const isSmallDisk = mount.status === 0;
if (!isSmallDisk)
  process.stderr.write('disk-full: skipped, a small disk cannot be mounted here (needs root)\n');

// One level down: the folder of the mount itself cannot be removed while it is mounted.
const site = createSite({ dataDir: join(folder, 'data') });
let roadwire: Roadwire;

beforeAll(async () => {
  if (isSmallDisk) roadwire = await site.start();
});
afterAll(async () => {
  await site.close();
  if (isSmallDisk) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!isSmallDisk)(
  'while the disk is full nothing is acknowledged, and when there is room all goes on by itself',
  async () => {
    const vehicles = await enrol(roadwire.where.databaseUrl, 3);
    const fleet = startFleet(vehicles, () => roadwire);
    await fleet.untilMoreThan(30);
    const makeRoom = fillDisk();
    await until('the log tells that the disk is full', () => /not committed/.test(roadwire.log));
    const failures = () => roadwire.metric('roadwire_batch_failures_total');
    await until('batches are tried again and nothing is acknowledged any more', async () => {
      const [counted, failed] = [fleet.acknowledged(), await failures()];
      await until('batches were tried again', async () => (await failures()) >= failed + 3);
      return fleet.acknowledged() === counted;
    });
    expect(roadwire.log).toMatch(/No space left on device/);
    expect((await roadwire.get('/health/live'))?.status).toBe(200);
    makeRoom();
    await fleet.untilMoreThan(30);
    const { sent, kept } = await fleet.finish();
    expect(kept).toEqual(sent);
    expect(await roadwire.end('SIGTERM')).toEqual({ code: 0, signal: null });
  },
);

/** Fills what is left of the small disk; gives what empties it again. */
function fillDisk(): () => void {
  const ballast = join(folder, 'ballast');
  const file = openSync(ballast, 'w');
  const piece = Buffer.alloc(65_536);
  try {
    for (;;) writeSync(file, piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
  return () => rmSync(ballast);
}
