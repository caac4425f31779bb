import { describe, expect, it } from 'vitest';
import { createServed, judge } from './devices-served.ts';
import { deviceOutcome } from './fcm-answer.ts';

const answer = (code: number, error: object = {}) =>
  deviceOutcome({ code, text: JSON.stringify({ error: { code, ...error } }), retryAfter: undefined }, 0);
const says = (errorCode: string) => ({ details: [{ errorCode }] });

describe('what Firebase says about a device', () => {
  it.each([
    ['taken', 'delivered', [200, {}]],
    ['not registered any more', 'gone', [404, says('UNREGISTERED')]],
    ['of another sender', 'gone', [403, says('SENDER_ID_MISMATCH')]],
    ['no token', 'gone', [400, { message: 'The registration token is not a valid FCM registration token' }]],
    ['no token', 'gone', [400, { details: [{ fieldViolations: [{ field: 'message.token' }] }] }]],
    ['a message that it does not take', 'refused', [400, says('INVALID_ARGUMENT')]],
    ['no such project', 'failed', [404, { status: 'NOT_FOUND' }]],
    ['no permission', 'failed', [403, { status: 'PERMISSION_DENIED' }]],
    ['too many', 'failed', [429, says('QUOTA_EXCEEDED')]],
    ['out of order', 'failed', [503, {}]],
  ] as const)('%s: %s', (_, result, [code, error]) => expect(answer(code, error).result).toBe(result));

  it('is known by its word, or by its status', () => {
    expect(answer(403, says('SENDER_ID_MISMATCH')).error).toBe('SENDER_ID_MISMATCH');
    expect(deviceOutcome({ code: 502, text: '<html>', retryAfter: undefined }, 0).error).toBe('status 502');
  });
});

describe('a message for several devices', () => {
  const good = { result: 'delivered', code: 200 } as const;
  const busy = { result: 'failed', code: 429, error: 'QUOTA_EXCEEDED' } as const;
  const refused = { result: 'refused', code: 400, error: 'INVALID_ARGUMENT' } as const;
  const of = (outcomes: Record<string, typeof good | typeof busy | typeof refused>) =>
    Object.entries(outcomes).map(([device, outcome]) => ({ device, outcome }));

  it('is delivered where any took it, and tried some times more for those who could not be reached', () => {
    const servedOf = createServed();
    const first = () => servedOf(1, 'first');
    expect(judge(first(), of({ a: good, b: busy }), 2)).toMatchObject({ result: 'failed', code: 429 });
    expect([...first().settled]).toEqual(['a']);
    expect(judge(first(), of({ b: busy }), 2).result).toBe('failed');
    const last = judge(first(), of({ b: busy }), 2);
    expect(last).toMatchObject({ result: 'delivered', error: '1 of 2 devices: QUOTA_EXCEEDED' });
  });

  it('does not wait again for a device that the one before did not get to, until it takes one', () => {
    const servedOf = createServed();
    for (let times = 0; times < 3; times += 1) judge(servedOf(1, 'first'), of({ a: good, b: busy }), 2);
    expect(judge(servedOf(1, 'second'), of({ a: good, b: busy }), 2).result).toBe('delivered');
    expect(judge(servedOf(1, 'third'), of({ a: good, b: good }), 2).result).toBe('delivered');
    expect(judge(servedOf(1, 'fourth'), of({ a: good, b: busy }), 2).result).toBe('failed');
  });

  it('that nobody took is tried as the callback asks for, or refused where all refuse it', () => {
    const served = createServed()(1, 'first');
    for (let times = 0; times < 10; times += 1)
      expect(judge(served, of({ a: busy, b: busy }), 2).result).toBe('failed');
    expect(judge(createServed()(1, 'first'), of({ a: refused }), 1).result).toBe('refused');
    expect(judge(createServed()(1, 'first'), of({ a: refused, b: good }), 2).result).toBe('delivered');
  });

  it('goes to all of them when it is sent once more', () => {
    const servedOf = createServed();
    judge(servedOf(1, 'first'), of({ a: good }), 1);
    expect(servedOf(1, 'first').settled.size).toBe(0);
  });
});
