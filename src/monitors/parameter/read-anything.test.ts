import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRule } from '../compile.ts';
import { data } from '../data-table.ts';
import { readMonitorParameter } from './read-monitor-parameter.ts';

const place = { radius: 20, center: { longitude: 2.333333, latitude: 48.866667 } };
const zone = { name: 'z1', zone: { transition: 'Out', place } };
const daily = { recurrence: 'Daily', start: 'PT8H30M', duration: 'PT7H30M' };
const webhook = { name: 'hook', target: 'https://example.org/hook' };
const fleetParam = { callback: { webhook } };

const bodyOf = (triggers: unknown[], more: object, boolExp: string) => ({
  label: 'test',
  triggerParam: { triggers, boolExp },
  ...more,
});

describe('whatever is sent', () => {
  const paths = ['label', 'subscribeParam', 'attributes', 'extendedEventParam', 'triggerParam'];
  const words = fc.constantFrom(
    ...[
      'zone',
      'time',
      'data',
      'name',
      'value',
      'previous',
      'webhook',
      '__proto__',
      'constructor',
      'PT8H',
      'w1-w5',
    ],
    ...[
      'Daily',
      'Header',
      'vehicle.alert',
      'z1',
      'z1 & d',
      'https://a.example',
      '2026-01-01T00:00:00Z',
      '75',
    ],
    ...Object.keys(data),
  );
  const leaf = fc.oneof(words, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.string());
  const anyJson = fc.oneof(leaf, fc.array(leaf), fc.dictionary(words, leaf), fc.jsonValue());
  const full = bodyOf(
    [
      zone,
      {
        name: 't',
        time: { timeZone: 'Europe/Paris', times: [{ ...daily, occurence: { day: ['Mon'], week: ['w1'] } }] },
      },
      {
        name: 'd',
        data: {
          data: 'privacy.state',
          op: 'equalsTo',
          value: ['Full'],
          previous: { op: 'equalsTo', value: ['None'] },
        },
      },
      {
        name: 'p',
        zone: { transition: 'In', polygon: [place.center, place.center, place.center], minDuration: 60 },
      },
    ],
    {
      subscribeParam: {
        ...fleetParam,
        refreshEvent: 60,
        retryPolicy: { policy: 'None' },
        batchNotify: { size: 5 },
      },
      attributes: [{ type: 'Header', key: 'X-A', value: 'b' }],
      extendedEventParam: ['vehicle.position'],
    },
    'z1 & (t | !d) | p',
  );

  /** The body with what stands at a way into it replaced. */
  function changed(value: unknown, way: readonly number[], by: unknown): unknown {
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const [step, ...rest] = way;
    if (step === undefined || keys.length === 0) return by;
    const key = keys[step % keys.length] as string;
    const inner = changed((value as Record<string, unknown>)[key], rest, by);
    if (Array.isArray(value))
      return value.map((one: unknown, index) => (String(index) === key ? inner : one));
    return { ...(value as object), [key]: inner };
  }

  const anyBody = fc.oneof(
    anyJson,
    fc.dictionary(fc.constantFrom(...paths), anyJson),
    fc
      .tuple(fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }), anyJson)
      .map(([way, by]) => changed(full, way, by)),
  );

  it('is either refused with faults or has a canonical form, which is that of itself and can be compiled', () => {
    fc.assert(
      fc.property(anyBody, fc.constantFrom('b2c' as const, 'b2b' as const), (body, face) => {
        const result = readMonitorParameter(face, body);
        if ('faults' in result) {
          expect(result.faults.length).toBeGreaterThan(0);
          return;
        }
        const kept: unknown = JSON.parse(JSON.stringify(result.parameter));
        expect(kept).toEqual(result.parameter);
        expect(readMonitorParameter(face, kept)).toEqual(result);
        compileRule(result.parameter, () => true);
      }),
      { numRuns: 300 },
    );
  });

  it('has a canonical form where nothing is wrong', () => {
    expect(readMonitorParameter('b2c', full)).toHaveProperty('parameter');
  });
});
