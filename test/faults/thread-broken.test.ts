import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { isRunning, postmasterPid } from './support/processes.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite } from './support/site.ts';
import { until } from './support/until.ts';

const site = createSite();
const breakWhen = join(site.dataDir, 'break');
const preload = new URL('./support/break.mjs', import.meta.url).href;

afterEach(() => rmSync(breakWhen, { force: true }));
afterAll(site.close);

const breakable = (what: string) => ({
  NODE_OPTIONS: `--import=${preload}`,
  BREAK: what,
  BREAK_WHEN: breakWhen,
});
const startBreakable = (what: string) => site.start(breakable(what));

/** Lets happen what it was started with. */
const breakIt = () => writeFileSync(breakWhen, '');

const errorsOf = ({ log }: Roadwire) =>
  log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { level: string; msg: string; err?: { stack?: string } })
    .filter(({ level }) => level === 'error');

test.each([
  ['the thread that speaks MQTT', 'gateway:throw', 'the door for vehicles broke: broken by a test'],
  ['the thread that delivers', 'deliveries:throw', 'the thread of deliveries broke: broken by a test'],
  ['a promise in a thread', 'deliveries:reject', 'the thread of deliveries broke: broken by a test'],
  ['the main thread', 'main:throw', 'broken by a test'],
  ['a promise in the main thread', 'main:reject', 'broken by a test'],
])('when %s breaks, that is logged and all is stopped in order', async (_, what, message) => {
  const roadwire = await startBreakable(what);
  const postgres = postmasterPid(site.dataDir)!;
  breakIt();
  expect(await roadwire.ended).toEqual({ code: 1, signal: null });
  expect(isRunning(postgres)).toBe(false);
  // A busy machine may have let something wait too long before.
  const faults = errorsOf(roadwire).filter(({ msg }) => msg.startsWith('this must not happen'));
  expect(faults).toMatchObject([
    {
      msg: `this must not happen, Roadwire stops: ${message}`,
      err: { stack: expect.stringContaining('break.mjs') },
    },
  ]);
  expect(roadwire.log.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([]);
  for (const left of ['server.json', 'roadwire.pid'])
    expect(existsSync(join(site.dataDir, left)), left).toBe(false);
});

test('a fault while it starts leaves no PostgreSQL behind', async () => {
  const roadwire = site.launch(breakable('main:throw'));
  await until('its PostgreSQL runs', () => postmasterPid(site.dataDir));
  breakIt();
  expect(await roadwire.ended).toEqual({ code: 1, signal: null });
  expect(postmasterPid(site.dataDir)).toBeUndefined();
});

test('what hangs while it is stopped after a fault is left behind, and PostgreSQL is stopped', async () => {
  const roadwire = await startBreakable('main:hang-at-stop');
  const postgres = postmasterPid(site.dataDir)!;
  breakIt();
  expect(await roadwire.ended).toEqual({ code: 1, signal: null });
  expect(isRunning(postgres)).toBe(false);
  expect(roadwire.log).toContain('not everything could be stopped in order');
});

test('deliveries that cannot stop are told of in the log, and the rest is stopped', async () => {
  const roadwire = await startBreakable('deliveries:fail-to-stop');
  const postgres = postmasterPid(site.dataDir)!;
  breakIt();
  await until('it cannot stop any more', () => !existsSync(breakWhen));
  expect(await roadwire.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(isRunning(postgres)).toBe(false);
  expect(errorsOf(roadwire).filter(({ msg }) => msg.startsWith('deliveries'))).toMatchObject([
    {
      msg: 'deliveries did not stop as they should',
      err: { stack: expect.stringContaining('broken by a test') },
    },
  ]);
});
