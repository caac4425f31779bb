import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driveStartsAt, shortDrive } from '../../test/fixtures/recordings/short-drive.ts';
import type { Draft } from '../adapters/adapter.ts';
import { openXc } from '../adapters/openxc/definition.ts';
import { unify } from '../unify/unify.ts';
import { distanceM, headingDegrees } from './geometry.ts';
import { openRecording } from './open-recording.ts';
import { type Frame, type Recording, RecordingError } from './recording.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../test/fixtures/recordings/${name}`, import.meta.url));

async function allFrames(recording: Recording, shiftMs?: number): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of recording.frames(shiftMs)) frames.push(frame);
  return frames;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'roadwire-replay-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Opens a file of this content, for what is said about it. */
async function messageOf(content: string, name = 'some-file'): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, content);
  const error: unknown = await openRecording(file, { idPrefix: '' }).catch((cause: unknown) => cause);
  if (!(error instanceof RecordingError)) expect.fail(`expected a RecordingError, got ${String(error)}`);
  return error.message.replace(file, name);
}

describe('OpenXC recordings', () => {
  it('short-drive.jsonl is what short-drive.ts describes', async () => {
    await expect(shortDrive()).toMatchFileSnapshot(fixture('short-drive.jsonl'));
  });

  it('come out a frame for each second, with every line as it was', async () => {
    const recording = await openRecording(fixture('short-drive.jsonl'), { idPrefix: '' });
    const frames = await allFrames(recording);
    expect(recording).toMatchObject({ format: 'openxc', startsAt: driveStartsAt * 1000, frameCount: 26 });
    expect(recording.endsAt).toBe(frames.at(-1)?.at);
    expect(frames.map(({ at }) => Math.floor(at / 1000) - driveStartsAt)).toEqual([...frames.keys()]);
    expect(Buffer.concat(frames.map(({ payload }) => payload)).toString()).toBe(shortDrive());
  });

  it('tell the adapter the whole drive, at any other time too', async () => {
    const recording = await openRecording(fixture('short-drive.jsonl'), { idPrefix: '' });
    const shiftMs = 86_400_250;
    let memory: unknown;
    const drafts: Draft[] = [];
    for (const { payload, at } of await allFrames(recording, shiftMs)) {
      const decoded = openXc.decode(payload);
      expect(decoded).toMatchObject({ rejects: [], unknown: [] });
      expect(decoded.drafts.at(-1)?.at).toBe(at);
      const joined = openXc.join!(memory, decoded.drafts);
      memory = joined.memory;
      drafts.push(...joined.drafts);
    }
    expect(drafts.at(0)?.at).toBeGreaterThanOrEqual(recording.startsAt + shiftMs);
    expect(Object.assign({}, ...drafts.map(({ groups }) => groups))).toMatchObject({
      ignition: { type: 'Stop' },
      doorsState: {
        opening: [
          { identifier: 'Driver', state: 'Open' },
          { identifier: 'Passenger', state: 'Closed' },
        ],
      },
      odometer: { mileage: 20_514.12 },
      kinetic: { speed: 0, moving: false },
    });
  });

  it('are cut into frames that fit into a message, however much came in one second', async () => {
    const file = join(folder, 'dense.jsonl');
    const line = `${JSON.stringify({ timestamp: 5.5, name: 'odometer', value: 1, note: 'x'.repeat(900) })}\n`;
    writeFileSync(file, line.repeat(400));
    const frames = await allFrames(await openRecording(file, { idPrefix: '' }));
    expect(frames.length).toBeGreaterThan(2);
    for (const { payload } of frames) expect(payload.length).toBeLessThanOrEqual(128 * 1024);
  });

  it('are refused at the line that is no signal', async () => {
    const good = '{"timestamp":5,"name":"odometer","value":1}\n';
    expect(await messageOf(`${good}${good}{"timest`)).toBe(
      'some-file, line 3: expected a signal as JSON, found "{\\"timest"',
    );
    expect(await messageOf(`${good}\n{"timestamp":"now","name":"odometer"}`)).toBe(
      'some-file, line 3: expected a timestamp in seconds since the epoch, found "now"',
    );
    expect(await messageOf('{"timestamp":5}')).toBe(
      'some-file, line 1: expected the name of a signal, found nothing',
    );
  });

  const drive = fileURLToPath(new URL('../../../shared/data/openxc-drive.jsonl', import.meta.url));
  it.skipIf(!existsSync(drive))(
    'a real drive is read (skipped where ../shared/data is not at hand)',
    async () => {
      const recording = await openRecording(drive, { idPrefix: '' });
      expect(recording.frameCount).toBe(98);
      expect(recording.endsAt - recording.startsAt).toBeCloseTo(97_187, -2);
    },
  );
});

describe('GPX tracks', () => {
  type Report = {
    id: string;
    at: string;
    ignition?: object;
    position: { heading?: number };
    kinetic: object;
  };
  const reportsOf = (frames: Frame[]): Report[] =>
    frames.map(({ payload }) => JSON.parse(payload.toString('utf8')) as Report);

  it('become reports from the ignition on to the ignition off', async () => {
    const recording = await openRecording(fixture('quay.gpx'), { idPrefix: 'run1-' });
    const frames = await allFrames(recording);
    expect(recording).toMatchObject({ format: 'gpx', frameCount: 20, startsAt: frames[0]!.at });
    expect(recording.endsAt).toBe(frames.at(-1)!.at);
    expect(new Set(frames.map(({ channel }) => channel))).toEqual(new Set(['reports']));
    const reports = reportsOf(frames);
    expect(reports.filter(({ ignition }) => ignition)).toEqual([reports.at(0), reports.at(-1)]);
    expect(reports[0]).toEqual({
      id: expect.stringMatching(/^run1-[0-9a-f]{16}-0$/),
      at: '2026-05-04T07:15:00.000Z',
      ignition: { type: 'Start' },
      position: { longitude: 4.835659, latitude: 45.764043, altitude: 168, fixStatus: '3D', type: 'Acquire' },
      kinetic: { speed: 0, moving: false },
    });
    expect(reports[10]).toMatchObject({ position: { heading: 90 }, kinetic: { speed: 19.5, moving: true } });
    expect(reports[7]).toMatchObject({ position: { heading: 10 }, kinetic: { speed: 0, moving: false } });
    expect(reports[19]).toMatchObject({ ignition: { type: 'Stop' }, kinetic: { speed: 0, moving: false } });
    for (const { id: _, at: __, ...groups } of reports) {
      expect(unify(groups, (path, reason) => expect.fail(`${path}: ${reason}`))).toEqual(groups);
    }
  });

  it('have the same ids at another time, and other ids with another prefix or content', async () => {
    const ids = (frames: Frame[]): string[] => reportsOf(frames).map(({ id }) => id);
    const first = await openRecording(fixture('quay.gpx'), { idPrefix: 'a' });
    const second = await openRecording(fixture('quay.gpx'), { idPrefix: 'b' });
    const moved = await allFrames(first, 3_600_000);
    expect(ids(moved)).toEqual(ids(await allFrames(first)));
    expect(reportsOf(moved)[0]?.at).toBe('2026-05-04T08:15:00.000Z');
    expect(moved[0]?.at).toBe(first.startsAt + 3_600_000);
    expect(new Set([...ids(moved), ...ids(await allFrames(second))]).size).toBe(40);
    await expect(openRecording(fixture('quay.gpx'), { idPrefix: 'x'.repeat(33) })).rejects.toThrow(
      RangeError,
    );
  });

  const point = (inside: string, attributes = 'lat="1" lon="2"'): string =>
    `<trkpt ${attributes}>${inside}</trkpt>`;
  const track = (...points: string[]): string =>
    `<gpx version="1.0"><trk><trkseg>${points.join('\n')}</trkseg></trk></gpx>`;
  const time = (second: number): string => `<time>2026-05-04T07:15:0${second}Z</time>`;

  it('are refused at the point that is wrong, with the value and what was expected', async () => {
    expect(await messageOf(track(point(time(1)), point('')))).toBe(
      'some-file, point 2: expected a time such as 2026-05-04T07:15:02Z, found nothing',
    );
    expect(await messageOf(track(point('<time>noon</time>')))).toMatch(/point 1: .* found "noon"$/);
    expect(await messageOf(track(point(time(2)), point(time(1))))).toBe(
      'some-file, point 2: expected a time not before that of the point before (2026-05-04T07:15:02.000Z), found "2026-05-04T07:15:01Z"',
    );
    expect(await messageOf(track(point(time(1), 'lat="91" lon="2"')))).toBe(
      'some-file, point 1: expected lat from -90 to 90 degrees, found "91"',
    );
    expect(await messageOf(track(point(time(1), 'lat="1"')))).toMatch('expected lon');
    expect(await messageOf(track(point(time(1)), point(time(1))))).toMatch('two points or more, found 1');
    expect(await messageOf('<gpx><wpt lat="1" lon="2"/></gpx>')).toMatch('two points or more, found 0');
    expect(await messageOf('<gpx>\n<trk></gpx>')).toMatch(/line 2: expected well-formed XML, found ".*trk/);
  });

  it('may have a byte order mark, a namespace prefix and times without a zone', async () => {
    const file = join(folder, 'odd.gpx');
    const xml = track(point(time(1).replace('Z', '')), point(time(2))).replaceAll(/<(\/?)(\w)/g, '<$1g:$2');
    writeFileSync(file, `\uFEFF${xml}`);
    const { startsAt } = await openRecording(file, { idPrefix: '' });
    expect(new Date(startsAt).toISOString()).toBe('2026-05-04T07:15:01.000Z');
  });
});

describe('other files', () => {
  it('are refused with what was expected', async () => {
    expect(await messageOf('$GPGGA,1,2')).toBe(
      'some-file: expected an OpenXC recording (a JSON signal a line) or a GPX track, found "$GPGGA,1,2"',
    );
    expect(await messageOf('')).toMatch(/GPX track, found nothing$/);
    await expect(openRecording(join(folder, 'none'), { idPrefix: '' })).rejects.toThrow(
      'none: cannot be read',
    );
  });
});

describe('geometry', () => {
  it('measures along a meridian, and points the four ways', () => {
    const here = { longitude: 2, latitude: 0 };
    expect(distanceM(here, { longitude: 2, latitude: 1 })).toBeCloseTo(111_195, -1);
    const ways = [
      { longitude: 2, latitude: 1 },
      { longitude: 3, latitude: 0 },
      { longitude: 2, latitude: -1 },
      { longitude: 1, latitude: 0 },
    ];
    expect(ways.map((there) => headingDegrees(here, there))).toEqual([0, 90, 180, 270]);
  });
});
