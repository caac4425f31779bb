import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { rounded } from '../unify/units.ts';
import { distanceM, headingDegrees } from './geometry.ts';
import { gpxPoints, type Point } from './gpx-points.ts';
import { type Frame, type Recording, recordingError } from './recording.ts';

const channel = 'reports';

/** The document is held in memory as a whole, several times over. */
const fileBytesMax = 64 * 1024 * 1024;

/** Below this, what looks like driving is the receiver's noise. */
const movingKmh = 1;

export type GpxOptions = {
  /** Before the ids of all reports: the same for a run that is sent again, another one for another run. */
  idPrefix: string;
};

/**
 * Reads the tracks of a GPX file as generation 2 reports, one frame for each point: position, speed and
 * heading since the point before; the ignition goes on at the first point and off at the last, where the
 * vehicle stands. Throws `RecordingError`.
 */
export async function readGpx(file: string, { idPrefix }: GpxOptions): Promise<Recording> {
  const { size } = await stat(file);
  if (size > fileBytesMax)
    throw recordingError({ file, expected: `at most ${fileBytesMax} bytes of GPX`, found: size });
  const content = await readFile(file);
  const points = gpxPoints(content.toString('utf8'), file);
  const idStem = idPrefix + createHash('sha256').update(content).digest('hex').slice(0, 16);
  const frames = framesOf(points, idStem);
  return {
    format: 'gpx',
    startsAt: points[0]!.at,
    endsAt: points.at(-1)!.at,
    frameCount: frames.length,
    frames: (shiftMs = 0) => retimed(frames, shiftMs),
  };
}

/** The same report `shiftMs` later. */
export function retimeReport(frame: Frame, shiftMs: number): Frame {
  const report = JSON.parse(frame.payload.toString('utf8')) as object;
  const at = frame.at + shiftMs;
  const payload = Buffer.from(JSON.stringify({ ...report, at: new Date(at).toISOString() }));
  return { channel: frame.channel, at, payload };
}

async function* retimed(frames: Frame[], shiftMs: number): AsyncIterable<Frame> {
  for (const frame of frames) yield shiftMs === 0 ? frame : retimeReport(frame, shiftMs);
}

type Motion = { speed: number; moving: boolean; heading?: number };

const standing: Motion = { speed: 0, moving: false };

function framesOf(points: Point[], idStem: string): Frame[] {
  let motion = standing;
  return points.map((point, index) => {
    const before = points[index - 1];
    if (before) motion = motionBetween(before, point, motion.heading);
    const isLast = index === points.length - 1;
    const report = {
      id: `${idStem}-${index}`,
      at: new Date(point.at).toISOString(),
      ...(index === 0 && { ignition: { type: 'Start' } }),
      ...(isLast && { ignition: { type: 'Stop' } }),
      ...groupsAt(point, isLast ? { ...motion, ...standing } : motion),
    };
    return { channel, at: point.at, payload: Buffer.from(JSON.stringify(report)) };
  });
}

/** A standing vehicle keeps the heading it had. */
function motionBetween(from: Point, to: Point, lastHeading: number | undefined): Motion {
  const speed = rounded((distanceM(from, to) / (to.at - from.at)) * 3600, 1);
  const moving = speed >= movingKmh;
  const heading = moving ? headingDegrees(from, to) : lastHeading;
  return heading === undefined ? { speed, moving } : { speed, moving, heading };
}

function groupsAt({ at: _, ...place }: Point, { heading, speed, moving }: Motion): object {
  return {
    position: { ...place, ...(heading !== undefined && { heading }), type: 'Acquire' },
    kinetic: { speed, moving },
  };
}
