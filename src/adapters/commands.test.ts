import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Command, failureCauses } from '../model/remote.ts';
import { encodeCommand, readResult } from './commands.ts';

const languages = ['vehicle-link-1', 'vehicle-link-2'];

/** A command that has no `.raw` beside it is one that there are no words for. */
describe.each(languages)('golden commands of %s', (language) => {
  const folder = new URL(`./${language}/fixtures/commands/`, import.meta.url);
  const cases = readdirSync(folder).filter((name) => name.endsWith('.json'));

  it.each(cases)('%s', (name) => {
    const command: Command = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    const bytes = new URL(name.replace('.json', '.raw'), folder);
    const expected = existsSync(bytes) ? readFileSync(bytes, 'utf8') : undefined;
    expect(encodeCommand(command, language)?.toString()).toBe(expected);
  });

  it('are more than a few', () => {
    expect(cases.length).toBeGreaterThan(10);
  });
});

const read = (text: string, language = 'vehicle-link-2') => readResult(Buffer.from(text), language);

describe('answers of generation 2', () => {
  it.each(failureCauses)('may be a failure by %s', (failureCause) => {
    expect(read(JSON.stringify({ status: 'Failed', failureCause }))).toEqual({
      status: 'Failed',
      failureCause,
    });
  });

  it('are success, with what a forced lock did to the key, and what was so already', () => {
    expect(read('{"status":"Success","more":1}')).toEqual({ status: 'Success' });
    const forced = { status: 'Success', feedbackDetail: 'CIDBlacklisted' };
    expect(read(JSON.stringify(forced))).toEqual(forced);
    expect(read('{"status":"AlreadyDone","feedbackDetail":"CIDBlacklisted"}')).toEqual({
      status: 'AlreadyDone',
    });
  });

  it.each([
    '',
    'null',
    '[]',
    '1',
    '{"status":"Failed"}',
    '{"status":"Accepted"}',
    '{"status":"Failed","failureCause":"Rain"}',
  ])('are not %j', (text) => expect(read(text)).toBeUndefined());
});

describe('answers of generation 1', () => {
  it.each([
    [0, { status: 'Success' }],
    [1, { status: 'AlreadyDone' }],
    [6, { status: 'Failed', failureCause: 'DoorsOpen' }],
    [10, { status: 'Failed', failureCause: 'CanceledByDriver' }],
    [11, undefined],
    [-1, undefined],
    [0.5, undefined],
  ])('%d means %j', (re, meaning) => {
    expect(read(JSON.stringify({ v: 1, re }), 'vehicle-link-1')).toEqual(meaning);
  });

  it.each(['{"re":0}', '{"v":2,"re":0}', '0', '{"v":1,"re":"0"}'])('are not %s', (text) => {
    expect(read(text, 'vehicle-link-1')).toBeUndefined();
  });
});

it.each(languages)('reading an answer of %s never throws, whatever the bytes are', (language) => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        const result = readResult(Buffer.from(bytes), language);
        expect(result === undefined || typeof result.status === 'string').toBe(true);
      },
    ),
  );
});

it('has no words for those that only tell', () => {
  const command: Command = { id: '1', type: 'Horn', body: { horn: { state: 'Activated' } }, expiresAt: 0 };
  for (const language of ['openxc', 'none']) {
    expect(encodeCommand(command, language)).toBeUndefined();
    expect(readResult(Buffer.from('{"status":"Success"}'), language)).toBeUndefined();
  }
});
