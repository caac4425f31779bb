import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCommand, readResult } from '../../src/adapters/commands.ts';
import type { CommandResult } from '../../src/model/remote.ts';
import type { Command } from './command.ts';
import { createDesk, type Execute } from './desk.ts';
import { generation1 } from './generation-1.ts';
import { generation2 } from './generation-2.ts';

const now = Date.parse('2026-05-04T07:15:00Z');
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const horn = (id: string, expiresAt = '2026-05-04T07:20:00Z') =>
  bytes({ id, type: 'Horn', horn: { state: 'Activated' }, expiresAt });

function deskOf(execute: Execute) {
  const done: Command[] = [];
  const desk = createDesk(generation2, {
    execute(command) {
      done.push(command);
      return execute(command);
    },
    clock: () => now,
  });
  return { desk, done };
}

describe('a desk', () => {
  it('does a command once, however often it comes, and gives the same answer', async () => {
    let count = 0;
    const { desk, done } = deskOf(async () => {
      count += 1;
      return count === 1 ? { status: 'Success' } : { status: 'AlreadyDone' };
    });
    const replies = [
      ...(await Promise.all([desk.take(horn('1')), desk.take(horn('1'))])),
      await desk.take(horn('1')),
    ];
    expect(new Set(replies.map((reply) => JSON.stringify(reply)))).toEqual(
      new Set([JSON.stringify({ channel: 'commands/1/result', payload: '{"status":"Success"}' })]),
    );
    expect(done).toHaveLength(1);
  });

  it('does nothing that comes too late, and says so', async () => {
    const { desk, done } = deskOf(() => ({ status: 'Success' }));
    const reply = await desk.take(horn('1', '2026-05-04T07:14:59.999Z'));
    expect(JSON.parse(reply?.payload ?? '')).toEqual({
      status: 'Failed',
      failureCause: 'VehicleConnectionTimeout',
    });
    expect(done).toEqual([]);
  });

  it('answers what could not be done because of a fault as an error of the vehicle', async () => {
    for (const fault of [
      () => {
        throw new Error('fuse');
      },
      () => Promise.reject(new Error('fuse')),
    ]) {
      const reply = await deskOf(fault).desk.take(horn('1'));
      expect(JSON.parse(reply?.payload ?? '')).toEqual({ status: 'Failed', failureCause: 'VehicleError' });
    }
  });

  it('remembers the last 200 answers', async () => {
    const { desk, done } = deskOf(() => ({ status: 'Success' }));
    for (let number = 0; number <= 200; number += 1) await desk.take(horn(`${number}`));
    await desk.take(horn('1'));
    expect(done).toHaveLength(201);
    await desk.take(horn('0'));
    expect(done).toHaveLength(202);
  });

  it('has no answer to what is no command, and never throws', async () => {
    for (const language of [generation1, generation2]) {
      const desk = createDesk(language, { execute: () => ({ status: 'Success' }), clock: () => now });
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.uint8Array(),
            fc.json().map((text) => Buffer.from(text)),
          ),
          async (payload) => {
            expect(await desk.take(payload)).toBeUndefined();
          },
        ),
      );
    }
  });
});

describe('what Roadwire writes, a vehicle reads', () => {
  const expiresAt = Date.parse('2026-05-04T07:20:00Z');

  it('in generation 2', () => {
    const body = { door: { state: 'Locked', forced: true } } as const;
    const written = encodeCommand({ id: 'a', type: 'Doors', body, expiresAt }, 'vehicle-link-2');
    expect(generation2.read(written ?? Buffer.alloc(0))).toEqual({ id: 'a', type: 'Doors', body, expiresAt });
  });

  it.each([
    ['Doors', { door: { state: 'Unlocked' } }],
    ['Doors', { door: { state: 'Locked' } }],
    ['Horn', { horn: { state: 'Unactivated' } }],
    ['Lights', { lights: { on: true } }],
    ['WakeUp', { wakeUp: { action: 'WakeUp' } }],
  ] as const)('in generation 1: %s %j', (type, body) => {
    const written = encodeCommand({ id: 'a', type, body, expiresAt }, 'vehicle-link-1');
    expect(generation1.read(written ?? Buffer.alloc(0))).toEqual({ id: 'a', type, body, expiresAt });
  });

  it('and the answers the other way round', () => {
    const answers: CommandResult[] = [
      { status: 'Success' },
      { status: 'AlreadyDone' },
      ...(
        ['DoorsOpen', 'VehicleInUse', 'WrongCommand', 'VehicleConnectionTimeout', 'VehicleError'] as const
      ).map((failureCause) => ({ status: 'Failed', failureCause }) as const),
    ];
    for (const answer of answers) {
      for (const [language, name] of [
        [generation1, 'vehicle-link-1'],
        [generation2, 'vehicle-link-2'],
      ] as const)
        expect(readResult(Buffer.from(language.write(answer)), name)).toEqual(answer);
    }
  });
});
