import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrol, numbersOf } from './support/ledger.ts';
import { Reporter } from './support/reporter.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite, temporaryFolder } from './support/site.ts';
import { until } from './support/until.ts';

const folder = temporaryFolder();
const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=240m,mode=755', 'roadwire-faults', folder]);
const isSmallDisk = mount.status === 0;
if (!isSmallDisk) process.stderr.write('disk-full: skipped, a small disk cannot be mounted here (needs root)\n');

const site = createSite({ dataDir: folder });
let roadwire: Roadwire;

beforeAll(async () => {
  if (isSmallDisk) roadwire = await site.start();
});
afterAll(async () => {
  if (isSmallDisk) await site.close();
  if (isSmallDisk) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!isSmallDisk)(
  'while the disk is full nothing is acknowledged, and when there is room all goes on by itself',
  async () => {
    const vehicles = await enrol(roadwire.where.databaseUrl, 3);
    const reporters = vehicles.map((vehicle) => new Reporter(vehicle, () => roadwire.where.mqttPort));
    const acknowledged = () => reporters.reduce((sum, { acknowledged: { size } }) => sum + size, 0);
    await until('reports are acknowledged', () => acknowledged() > 100);
    const makeRoom = fillDisk();
    await until('the log tells that the disk is full', () => /not committed.*|No space left/.test(roadwire.log));
    const failures = await roadwire.metric('roadwire_batch_failures_total');
    const counted = acknowledged();
    await until('the batch was tried again', async () => {
      return (await roadwire.metric('roadwire_batch_failures_total')) >= failures + 2;
    });
    expect(acknowledged()).toBe(counted);
    expect(roadwire.log).toMatch(/No space left on device/);
    expect((await roadwire.get('/health/live'))?.status).toBe(200);
    makeRoom();
    await until('reports are acknowledged again', () => acknowledged() > counted + 100);
    await Promise.all(reporters.map((reporter) => reporter.finish()));
    for (const { vehicle, sent } of reporters)
      expect(await numbersOf(roadwire.where.databaseUrl, vehicle)).toEqual(sent);
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
