/** A report of generation 2 with twelve signals; only digits are ever changed in it, so its size is fixed. */
const report = {
  id: '00000000000000000000',
  at: '2026-01-01T00:00:00.000Z',
  ignition: { type: 'Start' },
  powertrain: { status: 'Running' },
  position: { longitude: 2.290101, latitude: 48.850101, heading: 191, type: 'Acquire', fixStatus: '3D' },
  kinetic: { speed: 61.25, moving: true },
  odometer: { mileage: 118231.4 },
  energies: [
    {
      type: 'Fuel',
      subType: 'FossilEnergy',
      level: 71.5,
      autonomy: 514,
      extension: { fuel: { consumptions: { total: 182345, instant: 6.1 } } },
    },
  ],
  engines: [{ type: 'Thermic', speed: 1811, extension: { thermic: { coolant: { temp: 87.5 } } } }],
  environment: { air: { temp: 14.5 } },
};

const text = JSON.stringify(report);

/** Place of the first digit of a value in the payload. */
function offsetOf(key: string): number {
  return text.indexOf(`"${key}":`) + key.length + 3;
}

const offsets = {
  id: offsetOf('id') + 1,
  at: offsetOf('at') + 1,
  mileage: offsetOf('mileage'),
  /** Where the last digits of the counter are copied to, so that values change. */
  changing: [
    { at: offsetOf('longitude') + 4, digits: 4 },
    { at: offsetOf('latitude') + 5, digits: 4 },
    { at: offsetOf('heading') + 1, digits: 2 },
    { at: text.indexOf('"speed":61.25') + 11, digits: 2 },
    { at: text.indexOf('"speed":1811') + 9, digits: 3 },
  ],
};
const idLength = report.id.length;
const counterLength = 8;

/**
 * The payload that one connection patches in place. `prefix` of 12 characters makes its ids unique; `start` is what it
 * counts on from, so that vehicles do not all do the same at the same time.
 */
export function newPayload(prefix: string, start = 0): Buffer {
  if (prefix.length !== idLength - counterLength) throw new RangeError('a prefix of 12 characters');
  const payload = Buffer.from(text, 'latin1');
  payload.write(prefix + String(start).padStart(counterLength, '0'), offsets.id, 'latin1');
  return payload;
}

/** Makes the next report out of the one in `bytes`, whose payload begins at `start`. `at`: epoch milliseconds. */
export function stampReport(bytes: Buffer, start: number, at: number): void {
  const idEnd = start + offsets.id + idLength;
  increment(bytes, idEnd - 1);
  for (const place of offsets.changing) bytes.copyWithin(start + place.at, idEnd - place.digits, idEnd);
  const second = Math.floor(at / 1000);
  if (second !== textOfSecond.second) textOfSecond = newTextOfSecond(second);
  bytes.set(textOfSecond.at, start + offsets.at);
  bytes.set(textOfSecond.mileage, start + offsets.mileage);
  const ms = at - second * 1000;
  const msAt = start + offsets.at + 20;
  bytes[msAt] = 48 + Math.floor(ms / 100);
  bytes[msAt + 1] = 48 + (Math.floor(ms / 10) % 10);
  bytes[msAt + 2] = 48 + (ms % 10);
}

function increment(bytes: Buffer, last: number): void {
  let place = last;
  while (bytes[place] === 57) bytes[place--] = 48;
  bytes[place] = bytes[place]! + 1;
}

/** What is the same in all reports of one second. */
let textOfSecond = newTextOfSecond(0);

function newTextOfSecond(second: number): { second: number; at: Buffer; mileage: Buffer } {
  const tenthsOfKm = Math.floor(second / 10) % 1_000_000; // 36 km/h, whenever the run begins
  const mileage = `1${(tenthsOfKm / 10).toFixed(1).padStart(7, '0')}`;
  const at = new Date(second * 1000).toISOString().slice(0, 19);
  return { second, at: Buffer.from(at, 'latin1'), mileage: Buffer.from(mileage, 'latin1') };
}
