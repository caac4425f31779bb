import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unify } from '../../unify/unify.ts';
import { type Draft, UnreadableError } from '../adapter.ts';
import { rejectsMax } from './decode.ts';
import { openXc } from './definition.ts';

/** Takes the messages one after the other, with the memory as the database would give it back. */
function receive(messages: Buffer[]): { drafts: Draft[]; rejects: string[]; unknown: string[] } {
  let memory: string | undefined;
  const drafts: Draft[] = [];
  const rejects: string[] = [];
  const unknown: string[] = [];
  for (const message of messages) {
    const decoded = openXc.decode(message);
    const joined = openXc.join!(memory === undefined ? undefined : JSON.parse(memory), decoded.drafts);
    memory = JSON.stringify(joined.memory);
    drafts.push(...joined.drafts);
    rejects.push(...decoded.rejects.map(({ reason }) => reason));
    unknown.push(...decoded.unknown);
  }
  return { drafts, rejects, unknown };
}

/** The rows that are left when each draft has taken the place of the one it replaces. */
function rowsOf(drafts: Draft[]): Draft[] {
  const rows: Draft[] = [];
  for (const draft of drafts) {
    const replaced = rows.findIndex(({ at }) => at === draft.replaces);
    if (draft.replaces !== undefined) expect(replaced).toBeGreaterThanOrEqual(0);
    if (replaced >= 0) rows.splice(replaced, 1);
    rows.push(draft);
  }
  return rows;
}

const finalValues = (drafts: Draft[]): object => Object.assign({}, ...drafts.map(({ groups }) => groups));
const secondsOf = (rows: Draft[]): number[] => rows.map(({ at }) => Math.floor(at / 1000));

function expectOneRowPerSecond(drafts: Draft[]): void {
  const seconds = secondsOf(rowsOf(drafts));
  expect(new Set(seconds).size).toBe(seconds.length);
}

const lineOf = (signal: object): string => `${JSON.stringify(signal)}\n`;
const signal = (timestamp: number, name: string, value: unknown): string =>
  lineOf({ timestamp, name, value });

describe('golden recordings (messages are divided by ---)', () => {
  const folder = new URL('fixtures/', import.meta.url);
  const cases = readdirSync(folder).filter((name) => name.endsWith('.raw'));
  it.each(cases)('%s', (name) => {
    const messages = readFileSync(new URL(name, folder), 'utf8').split('---\n');
    const expected = readFileSync(new URL(name.replace('.raw', '.json'), folder), 'utf8');
    expect(receive(messages.map((text) => Buffer.from(text)))).toEqual(JSON.parse(expected));
  });
});

describe('decode', () => {
  it('refuses a message of which not one line can be read, and says what was expected', () => {
    for (const text of ['', '\n\n', 'hello', '{"a":1}\n{"b":2}']) {
      expect(() => openXc.decode(Buffer.from(text))).toThrow(UnreadableError);
    }
    expect(() => openXc.decode(Buffer.from([0xff]))).toThrow('expected UTF-8');
    expect(() => openXc.decode(Buffer.from('{"name":"odometer","value":1}'))).toThrow('line 1: timestamp');
  });

  it('rejects at most twenty lines one by one and the rest together', () => {
    const broken = Array.from({ length: 50 }, (_, index) => `broken ${index}`);
    const text = [signal(1, 'odometer', 1).trim(), ...broken].join('\n');
    const { rejects, drafts } = openXc.decode(Buffer.from(text));
    expect(drafts).toHaveLength(1);
    expect(rejects).toHaveLength(rejectsMax);
    expect(rejects.at(0)?.reason).toBe('line 2: expected JSON');
    expect(rejects.at(-1)?.reason).toBe('31 more lines from line 21 on: not OpenXC signals');
    expect(rejects.at(-1)?.payload.toString()).toMatch(/^broken 19\n(broken \d+\n)*broken 49$/);
  });

  it('refuses times that are none, and never carries a signal into the next second', () => {
    const { drafts, rejects } = openXc.decode(
      Buffer.from(signal(7.99999, 'odometer', 1) + signal(1e300, 'odometer', 1) + signal(-1, 'odometer', 1)),
    );
    expect(drafts).toEqual([{ at: 7999, groups: { odometer: 1 } }]);
    expect(rejects).toHaveLength(2);
  });

  it('puts the seconds of a recording in order', () => {
    const text =
      signal(9, 'odometer', 2) + signal(8, 'odometer', 1) + signal(8.5, 'brake_pedal_status', true);
    const { drafts } = openXc.decode(Buffer.from(text));
    expect(drafts.map(({ at }) => at)).toEqual([8000, 9000]);
  });
});

describe('join', () => {
  it('keeps the last change of a second that came in a message of its own', () => {
    const { drafts } = receive([
      Buffer.from(signal(5.1, 'ignition_status', 'run')),
      Buffer.from(signal(5.9, 'ignition_status', 'off')),
    ]);
    expect(rowsOf(drafts)).toEqual([
      {
        at: 5900,
        replaces: 5100,
        groups: { ignition: { type: 'Stop' }, powertrain: { status: 'Stopped' } },
      },
    ]);
  });

  it('changes nothing that it is given', () => {
    const first = openXc.join!(undefined, openXc.decode(Buffer.from(signal(5, 'odometer', 3))).drafts);
    const before = JSON.stringify(first.memory);
    openXc.join!(first.memory, openXc.decode(Buffer.from(signal(5.5, 'odometer', 4))).drafts);
    expect(JSON.stringify(first.memory)).toBe(before);
  });

  it('gets over a fine odometer that said nonsense', () => {
    const { drafts } = receive(
      [
        signal(1, 'odometer', 100) + signal(1, 'fine_odometer_since_restart', 0.2),
        signal(2, 'fine_odometer_since_restart', 655.35),
        signal(3, 'fine_odometer_since_restart', 0.3) + signal(3, 'odometer', 100),
      ].map((text) => Buffer.from(text)),
    );
    expect(drafts.at(-1)?.groups).toEqual({ odometer: { mileage: 100.3 } });
  });
});

const value = {
  ignition_status: fc.constantFrom('off', 'accessory', 'start', 'run'),
  transmission_gear_position: fc.constantFrom('first', 'second', 'neutral', 'park'),
  fuel_level: fc.constantFrom(0.4, 0.5, 45),
  latitude: fc.constantFrom(48.1, 48.2),
  longitude: fc.constantFrom(2.1, 2.2),
  vehicle_speed: fc.constantFrom(0, -0.01, 12.34),
  odometer: fc.integer({ min: 10, max: 14 }),
  fine_odometer_since_restart: fc.double({ min: 0, max: 3, noNaN: true }),
  headlamp_status: fc.boolean(),
} as const;

const anySignal = fc
  .constantFrom(...(Object.keys(value) as (keyof typeof value)[]))
  .chain((name) => fc.record({ name: fc.constant(name), value: value[name] as fc.Arbitrary<unknown> }));
const anyDoor = fc.record({
  name: fc.constant('door_status'),
  value: fc.constantFrom('driver', 'rear_left', 'trunk'),
  event: fc.boolean(),
});

/** Lines in order, some 5 in a second, each with whether a message ends after it. */
const recording = fc
  .array(fc.record({ gap: fc.nat(400), line: fc.oneof(anySignal, anyDoor), isCut: fc.boolean() }), {
    minLength: 1,
    maxLength: 80,
  })
  .map((steps) => {
    let ms = 1_777_878_900_000;
    return steps.map(({ gap, line, isCut }) => {
      ms += gap;
      return { text: lineOf({ timestamp: ms / 1000, ...line }), isCut };
    });
  });

type Lines = { text: string; isCut: boolean }[];

function messagesOf(lines: Lines): Buffer[] {
  const parts = lines.map(({ text, isCut }) => text + (isCut ? '---' : '')).join('');
  return parts
    .split('---')
    .filter((text) => text !== '')
    .map((text) => Buffer.from(text));
}

describe('properties', () => {
  it('wherever a recording is cut into messages, it ends with the same values', () => {
    fc.assert(
      fc.property(recording, (lines) => {
        const cut = receive(messagesOf(lines)).drafts;
        const whole = receive([Buffer.from(lines.map(({ text }) => text).join(''))]).drafts;
        // `park` in the second of a ratio takes the ratio back, which only the rows can show.
        expect(finalValues(rowsOf(cut))).toEqual(finalValues(whole));
        expectOneRowPerSecond(cut);
        expectOneRowPerSecond(whole);
      }),
    );
  });

  it('every value that is given is one that the model has', () => {
    fc.assert(
      fc.property(recording, (lines) => {
        for (const { groups } of receive(messagesOf(lines)).drafts) {
          const unified = unify(groups, (path, reason) => expect.fail(`${path}: ${reason}`));
          // Of nothing, as after a signal that took itself back, there is nothing.
          expect(unified ?? {}).toEqual(groups);
        }
      }),
    );
  });

  it('signals that repeat unchanged give no rows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anySignal, { selector: ({ name }) => name }), fc.nat(3000), (all, gap) => {
        const steady = all.filter(({ name }) => name !== 'fine_odometer_since_restart');
        const once = (at: number): Buffer =>
          Buffer.from(
            signal(at, 'brake_pedal_status', true) + steady.map((s) => signal(at, s.name, s.value)).join(''),
          );
        const first = receive([once(1000)]).drafts;
        expect(receive([once(1000), once(1000 + gap / 1000), once(1004)]).drafts).toEqual(first);
      }),
    );
  });
});

const drive = new URL('../../../../shared/data/openxc-drive.jsonl', import.meta.url);

describe.skipIf(!existsSync(drive))('a real drive (skipped where ../shared/data is not at hand)', () => {
  it('comes out as it was', () => {
    const lines = readFileSync(drive, 'utf8').trimEnd().split('\n');
    const messages: Buffer[] = [];
    for (let start = 0; start < lines.length; start += 137) {
      messages.push(Buffer.from(lines.slice(start, start + 137).join('\n')));
    }
    const { drafts, rejects, unknown } = receive(messages);
    expect({ rejects, unknown }).toEqual({ rejects: [], unknown: [] });
    expectOneRowPerSecond(drafts);
    const mileages = rowsOf(drafts)
      .map(({ groups }) => (groups.odometer as { mileage: number } | undefined)?.mileage)
      .filter((mileage) => mileage !== undefined);
    expect(mileages).toEqual([...mileages].sort((a, b) => a - b));
    expect(mileages.at(-1)! - mileages[0]!).toBeGreaterThan(0.9);
    expect(mileages.at(-1)! - mileages[0]!).toBeLessThan(1.1);
    const closed = ['Driver', 'Passenger', 'RearLeft', 'RearRight'];
    expect(finalValues(drafts)).toMatchObject({
      ignition: { type: 'Start' },
      powertrain: { status: 'Running' },
      doorsState: { opening: closed.map((identifier) => ({ identifier, state: 'Closed' })) },
      'energies.Fuel': { level: 80.6 },
      position: { longitude: expect.closeTo(-83.24, 2), latitude: expect.closeTo(42.29, 2) },
      kinetic: { speed: 0, moving: false },
    });
  });
});
