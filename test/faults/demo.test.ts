import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { createSite } from './support/site.ts';
import { until } from './support/until.ts';

const site = createSite();
afterAll(site.close);

const hasCurl = spawnSync('curl', ['--version']).error === undefined;

/** Does what somebody does who copies a printed line into a shell; gives the answer. */
async function pasted(line: string): Promise<{ monitorId: string; status: string }> {
  if (hasCurl) {
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      `${line} --silent --show-error --fail-with-body`,
    ]);
    return JSON.parse(stdout);
  }
  const [login = '', header = '', body = '', url = ''] = [...line.matchAll(/'([^']*)'/g)].map(
    ([, text]) => text,
  );
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  const [name = '', value = ''] = header.split(': ');
  const answer = await fetch(url, { method: 'POST', headers: { authorization, [name]: value }, body });
  return (await answer.json()) as { monitorId: string; status: string };
}

/** Events that the demo printed as it received them, with a signature that was good. */
function eventsIn(printed: string): { eventDate: string; vin: string }[] {
  const blocks = [
    ...printed.matchAll(
      /^── \S+ {2}POST \/events\n {3}id msg_\S+ .*signature good .*answered 200\n((?: {3}.*\n)*)(\{\n[\s\S]*?\n\})\n/gm,
    ),
  ];
  return blocks.flatMap(([, , body = '']) => JSON.parse(body).events);
}

test('the monitor that the demo prints fires on its simulated vehicles, and the demo prints the signed event', async () => {
  const demo = site.launch({}, 'demo');
  const line = await until(
    'the demo says how to make a monitor',
    () => {
      if (!demo.isRunning()) throw new Error(`the demo ended at its start:\n${demo.log}`);
      return /^ {2}(curl .*\/monitors\?.*)$/m.exec(demo.printed)?.[1];
    },
    90_000,
  );
  const { monitorId, status } = await pasted(line);
  expect(status).toBe('Running');
  const [event] = await until(
    'the demo prints a signed event',
    () => {
      const events = eventsIn(demo.printed);
      return events.length > 0 && events;
    },
    60_000,
  );
  expect(monitorId).toMatch(/^[\da-f]+$/);
  expect(event).toMatchObject({ refresh: false, vin: expect.stringContaining('DEMO') });
  expect(JSON.stringify(event)).toContain('vehicle.kinetic.speed');
  await demo.end('SIGTERM');
}, 200_000);
