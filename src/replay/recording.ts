/** One message to be published, as a vehicle would have at that moment. */
export type Frame = {
  /** Last part of the topic `vehicles/{vin}/{channel}`. */
  channel: string;
  /** Newest time in the payload, epoch milliseconds: it could not have been sent before. */
  at: number;
  payload: Buffer;
};

/** A recorded file that was read through once, without a fault, and is read again for its frames. */
export type Recording = {
  format: 'openxc' | 'gpx';
  /** Epoch milliseconds, as recorded. */
  startsAt: number;
  endsAt: number;
  frameCount: number;
  /** The frames in order, all their times moved on by `shiftMs`. May be called more than once. */
  frames(shiftMs?: number): AsyncIterable<Frame>;
};

/** The file is not a recording that can be replayed; the message names the file, the place and the value. */
export class RecordingError extends Error {
  override name = 'RecordingError';
}

export type Fault = {
  file: string;
  /** Such as `line 12`; absent where the whole file is meant. */
  place?: string;
  expected: string;
  found?: unknown;
};

/** `drive.gpx, point 3: expected …, found …` */
export function recordingError({ file, place, expected, found }: Fault): RecordingError {
  const where = place === undefined ? file : `${file}, ${place}`;
  const what = found === undefined ? 'nothing' : quoted(found);
  return new RecordingError(`${where}: expected ${expected}, found ${what}`);
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
