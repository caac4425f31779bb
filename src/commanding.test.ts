import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createCommanding, openWakeUps } from './commanding.ts';
import { createLog } from './lib/log.ts';
import type { CommandResult } from './model/remote.ts';

function createHere() {
  const metrics = new Registry();
  const results: [number, string, CommandResult][] = [];
  const commanding = createCommanding({ metrics, clock: { now: () => 1000 } });
  const follow = (outcome: string) =>
    commanding.follow({
      async result(...result) {
        results.push(result);
        return outcome;
      },
      onPresence: () => undefined,
      onHeard: () => undefined,
    });
  const say = (channel: string, text: string) =>
    commanding.door.answered({ vehicleId: 1, channel, commandId: 'a', payload: Buffer.from(text) });
  const refused = async () => {
    const lines = (await metrics.metrics()).split('\n').filter((line) => line.startsWith('roadwire_command'));
    return lines.map((line) => /reason="(.*)"/.exec(line)?.[1]);
  };
  return { results, follow, say, refused };
}

it('answers of both generations reach whoever commands, in the same words', async () => {
  const { results, follow, say, refused } = createHere();
  follow('taken');
  await say('commands', '{"status":"Failed","failureCause":"DoorsOpen"}');
  await say('order', '{"v":1,"re":6}');
  const result = { status: 'Failed', failureCause: 'DoorsOpen' };
  expect(results).toEqual([
    [1, 'a', result],
    [1, 'a', result],
  ]);
  expect(await refused()).toEqual([]);
});

it('what is too long, cannot be read, or is about the command of another is acknowledged and counted', async () => {
  const { results, follow, say, refused } = createHere();
  follow('unknown');
  await say('commands', `{"status":"Success","more":"${'x'.repeat(5000)}"}`);
  await say('commands', '{"status":"Perhaps"}');
  expect(results).toEqual([]);
  await say('commands', '{"status":"Success"}');
  expect(results).toHaveLength(1);
  expect(await refused()).toEqual(['size', 'unreadable', 'unknown']);
});

it('while nobody takes answers they are to be said again', async () => {
  await expect(createHere().say('commands', '{"status":"Success"}')).rejects.toThrow(
    'nobody takes answers yet',
  );
});

describe('wake-ups, as the settings say', () => {
  const clock = { now: () => 1000 };
  const log = createLog({ logLevel: 'silent', logPretty: false });
  const gateway = { wake: async () => undefined };
  const vehicle = { vehicleId: 1, vin: 'VIN1' };

  it('go over MQTT where that is on, and cannot be sent where nothing is', async () => {
    const on = openWakeUps({ wakeUpTopic: true }, { gateway, clock, log });
    await expect(on.wake(vehicle)).resolves.toBeUndefined();
    const off = openWakeUps({ wakeUpTopic: false }, { gateway, clock, log });
    await expect(off.wake(vehicle)).rejects.toThrow('no wake-up could be sent');
  });

  it('stop the start where the file of headers cannot be read', () => {
    const settings = {
      wakeUpTopic: true,
      wakeUpUrl: 'http://127.0.0.1:1',
      wakeUpHeaders: '/nowhere/headers',
    };
    expect(() => openWakeUps(settings, { gateway, clock, log })).toThrow(
      /^ROADWIRE_WAKE_UP_HEADERS=\/nowhere\/headers: /,
    );
  });
});
