/** What a known signal may say: the words of OpenXC and what each becomes, or the JSON type of its values. */
type Reading = 'number' | 'boolean' | 'door' | ReadonlySet<string>;

export const ignitionTypes = { off: 'Stop', accessory: 'StartUp', start: 'Start', run: 'Start' } as const;

export const powertrainStates = {
  off: 'Stopped',
  accessory: 'NotRunning',
  start: 'Starting',
  run: 'Running',
} as const;

export const gearRatios = {
  first: 'Ratio1',
  second: 'Ratio2',
  third: 'Ratio3',
  fourth: 'Ratio4',
  fifth: 'Ratio5',
  sixth: 'Ratio6',
  seventh: 'Ratio7',
  eighth: 'Ratio8',
  neutral: 'Neutral',
  reverse: 'Reverse',
} as const;

export const doorIdentifiers = {
  driver: 'Driver',
  passenger: 'Passenger',
  rear_left: 'RearLeft',
  rear_right: 'RearRight',
  trunk: 'Trunk',
  boot: 'Trunk',
} as const;

/** Before the name of a door: each door is a signal of its own here, as its value is which door. */
export const doorPrefix = 'door_status:';

const readings = new Map<string, Reading>([
  ['ignition_status', new Set(Object.keys(ignitionTypes))],
  ['transmission_gear_position', new Set([...Object.keys(gearRatios), 'park'])],
  ['door_status', 'door'],
  ['fuel_level', 'number'],
  ['odometer', 'number'],
  ['fine_odometer_since_restart', 'number'],
  ['latitude', 'number'],
  ['longitude', 'number'],
  ['vehicle_speed', 'number'],
  ['engine_speed', 'number'],
  ['headlamp_status', 'boolean'],
  ['windshield_wiper_status', 'boolean'],
]);

/** Signals of OpenXC that the unified model has no place for. */
const ignored = new Set([
  'accelerator_pedal_position',
  'brake_pedal_status',
  'button_event',
  'fuel_consumed_since_restart',
  'gear_lever_position',
  'high_beam_status',
  'lateral_acceleration',
  'longitudinal_acceleration',
  'parking_brake_status',
  'powertrain_torque',
  'steering_wheel_angle',
  'torque_at_transmission',
  'turn_signal_status',
]);

/** One line of a recording that has a time and a name. */
export type Line = { timestamp: number; name: string; value: unknown; event: unknown };

/** The signal of a line, `refused` with the path of what cannot be used, or neither: known and of no use. */
export type Signal = { key?: string; value?: unknown; refused?: string };

export function signalOf(line: Line): Signal {
  if (ignored.has(line.name)) return {};
  const reading = readings.get(line.name);
  // Not by its name: names that vehicles make up would fill the metrics.
  if (reading === undefined) return { refused: '' };
  if (reading === 'door') return doorOf(line);
  return fits(line.value, reading)
    ? { key: line.name, value: line.value }
    : { refused: `${line.name}.value` };
}

function doorOf({ name, value, event }: Line): Signal {
  if (typeof value !== 'string' || !Object.hasOwn(doorIdentifiers, value))
    return { refused: `${name}.value` };
  if (typeof event !== 'boolean') return { refused: `${name}.event` };
  return { key: doorPrefix + value, value: event };
}

function fits(value: unknown, reading: Exclude<Reading, 'door'>): boolean {
  if (typeof reading === 'string') return typeof value === reading;
  return typeof value === 'string' && reading.has(value);
}
