import { describe, expect, it } from 'vitest';
import { hashPassword } from '../lib/secrets.ts';
import { createPasswordCheck, TooManyChecksError, TooManyWrongError } from './password-check.ts';
import { createThrottle } from './throttle.ts';

const clock = { now: () => 1_000_000 };

describe('the check of a password', () => {
  it('takes as long for each name that nobody has: what was found of one is not known of another', async () => {
    const isRight = createPasswordCheck(clock);
    const attempt = (number: number) =>
      isRight({ name: `nobody ${number}`, hash: undefined, password: 'the same' });
    const outcomes = await Promise.allSettled(Array.from({ length: 52 }, (_, number) => attempt(number)));
    // More than may wait: each had a check of its own.
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => reason.constructor)).toEqual([TooManyChecksError, TooManyChecksError]);
  });

  it('is made once for the same name, hash and password', async () => {
    const isRight = createPasswordCheck(clock);
    const hash = await hashPassword('right');
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, () => isRight({ name: 'ada', hash, password: 'right' })),
    );
    expect(new Set(outcomes)).toEqual(new Set([true]));
  });

  it('is refused where too many were wrong, but not for whoever was right before', async () => {
    const wrong = createThrottle({ attempts: 3, withinMs: 60_000 }, clock);
    const isRight = createPasswordCheck(clock, wrong);
    const hash = await hashPassword('right');
    const from = '192.0.2.1';
    const ask = (password: string, of = from) => isRight({ name: 'ada', hash, password, from: of });
    expect(await ask('right')).toBe(true);
    for (const password of ['one', 'two', 'three']) expect(await ask(password)).toBe(false);
    const refusal = await ask('four').catch((error) => error);
    expect(refusal).toBeInstanceOf(TooManyWrongError);
    expect(refusal.seconds).toBe(60);
    expect([await ask('right'), await ask('four', '192.0.2.2')]).toEqual([true, false]);
  });
});
