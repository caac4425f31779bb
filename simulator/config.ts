import { readFile } from 'node:fs/promises';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Motorization, motorizations } from './model/cars.ts';
import { type Stay, stays } from './model/stays.ts';
import { type Scene, scenes } from './scenes.ts';
import type { ClimateProgram } from './vehicle-client/body.ts';

/** Lower and upper bound. */
function range(bounds: { minimum: number; maximum: number }) {
  return Type.Unsafe<[number, number]>(
    Type.Array(Type.Number(bounds), { minItems: 2, maxItems: 2 }) satisfies TSchema,
  );
}

const closed = { additionalProperties: false };

const percent = Type.Number({ minimum: 0, maximum: 100 });

const placed = {
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
  latitude: Type.Number({ minimum: -85, maximum: 85 }),
};

const ToldConfig = Type.Object(
  {
    isUnlocked: Type.Optional(Type.Boolean()),
    isImmobilized: Type.Optional(Type.Boolean()),
    /** Plugged in, and what became of the charge. */
    charge: Type.Optional(
      Type.Unsafe<'InProgress' | 'Stopped' | 'Finished'>({
        type: 'string',
        enum: ['InProgress', 'Stopped', 'Finished'],
      }),
    ),
    isQuickCharge: Type.Optional(Type.Boolean()),
    /** When a charge that was put off begins: ISO 8601, since midnight (UTC). */
    chargeStart: Type.Optional(Type.String({ pattern: '^PT[0-9HMS]+$' })),
    chargeType: Type.Optional(Type.Unsafe<'Partial' | 'Full'>({ type: 'string', enum: ['Partial', 'Full'] })),
    climatePrograms: Type.Optional(
      Type.Unsafe<ClimateProgram[]>(Type.Array(Type.Object({}), { maxItems: 4 }) satisfies TSchema),
    ),
  },
  closed,
);

const LastConfig = Type.Object(
  {
    /** When that was, epoch milliseconds. */
    at: Type.Optional(Type.Number()),
    place: Type.Optional(Type.Object(placed, closed)),
    odometerKm: Type.Optional(Type.Number({ minimum: 0, maximum: 4_000_000 })),
    /** Of the traction battery. */
    electricLevel: Type.Optional(percent),
    /** Of the tank, be it for petrol or for hydrogen. */
    fuelLevel: Type.Optional(percent),
    /** Since new; of hydrogen, hundredths of a kilogram. */
    fuelUsedCl: Type.Optional(Type.Number({ minimum: 0 })),
    /** Until the next service; negative when overdue. */
    serviceKm: Type.Optional(Type.Number()),
    serviceDays: Type.Optional(Type.Number()),
    isStolen: Type.Optional(Type.Boolean()),
    /** What it was told from afar. */
    told: Type.Optional(ToldConfig),
  },
  closed,
);

const VehicleConfig = Type.Object(
  {
    vin: Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' }),
    username: Type.String({ minLength: 1 }),
    password: Type.String({ minLength: 1 }),
    generation: Type.Unsafe<1 | 2>({ type: 'integer', enum: [1, 2] }),
    motorization: Type.Unsafe<Motorization>({ type: 'string', enum: [...motorizations] }),
    home: Type.Object(placed, closed),
    /** Begin in the middle of a trip; every third vehicle does when absent. */
    startMoving: Type.Optional(Type.Boolean()),
    /** What is known from an earlier life; the rest is drawn, and the place is home. */
    last: Type.Optional(LastConfig),
    /** It does not drive: it stands and charges, or sleeps until it is woken. */
    stays: Type.Optional(Type.Unsafe<Stay>({ type: 'string', enum: [...stays] })),
    /** First tell what it did on so many days before now, or since `last.at`. */
    historyDays: Type.Optional(Type.Number({ minimum: 0, maximum: 60 })),
    /** What befalls it in that time, one after the other. */
    staged: Type.Optional(Type.Array(Type.Unsafe<Scene>({ type: 'string', enum: [...scenes] }))),
  },
  closed,
);

const FleetConfig = Type.Object(
  {
    /** `mqtt://host:port` or `mqtts://host:port`. */
    mqttUrl: Type.String({ pattern: '^mqtts?://[^/\\s]+$' }),
    /** How much faster than real time parking and charging go by; driving is always in real time. */
    timeFactor: Type.Optional(Type.Number({ minimum: 0.1, maximum: 1000 })),
    /** Generation 2: seconds between two reports while the ignition is on. */
    reportSeconds: Type.Optional(Type.Number({ minimum: 0.01, maximum: 3600 })),
    /** Generation 1: seconds between two records while the ignition is on. */
    recordSeconds: Type.Optional(Type.Number({ minimum: 0.01, maximum: 3600 })),
    /** Reports per second of the whole fleet; takes the place of both intervals. */
    rate: Type.Optional(Type.Number({ minimum: 0.001, maximum: 100_000 })),
    /** Shortest and longest time between two trips. */
    parkedSeconds: Type.Optional(range({ minimum: 0, maximum: 1e7 })),
    /** How long a parked vehicle stays connected. */
    awakeSeconds: Type.Optional(Type.Number({ minimum: 0, maximum: 1e7 })),
    /** Keep a connection for wake-ups while asleep; true when absent. */
    wakeUpLine: Type.Optional(Type.Boolean()),
    /** Shortest and longest trip, one way. */
    tripKm: Type.Optional(range({ minimum: 0.5, maximum: 60 })),
    /** Share of the trips without positions, or with nothing told, 0 to 1; 0.03 when absent. */
    privateTripShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /** Mean hours of driving between two collisions of one vehicle; none when absent. */
    hoursPerCollision: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** Mean hours of standing locked between two break-ins; none when absent. */
    hoursPerBreakIn: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** Mean hours of standing locked between two thefts; none when absent. Vehicles of generation 2 tell of it. */
    hoursPerTheft: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** Vehicles that begin to connect in one second. */
    startPerSecond: Type.Optional(Type.Number({ minimum: 0.1, maximum: 100_000 })),
    /** Makes two runs alike; drawn from the clock when absent. */
    seed: Type.Optional(Type.Integer()),
    vehicles: Type.Array(VehicleConfig, { minItems: 1, maxItems: 100_000 }),
  },
  closed,
);

export type VehicleConfig = Static<typeof VehicleConfig>;
export type FleetConfig = Static<typeof FleetConfig>;

/** The configuration cannot be used; the message has one line for each wrong field. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** The configuration in a JSON file. Throws `ConfigError`. */
export async function readConfig(path: string): Promise<FleetConfig> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`cannot read the configuration: ${(cause as Error).message}`, { cause });
  }
  return checkConfig(value);
}

/** The value, once it is known to be a configuration. Throws `ConfigError` that names every wrong field. */
export function checkConfig(value: unknown): FleetConfig {
  const problems = Value.Check(FleetConfig, value) ? unevenRanges(value) : misfits(value);
  if (problems.length > 0) throw new ConfigError(problems.slice(0, 20).join('\n'));
  return value as FleetConfig;
}

/** One line for each field that does not fit. Values are not shown: some are secrets. */
function misfits(value: unknown): string[] {
  return Value.Errors(FleetConfig, value)
    .filter(({ keyword }) => keyword !== 'boolean')
    .map((error) => {
      const field = error.instancePath.slice(1).replaceAll('/', '.') || 'configuration';
      return `${field}: ${error.message}${detail(error)}`;
    });
}

/** The values that are allowed, or the names of the fields that are not. */
function detail(error: ReturnType<typeof Value.Errors>[number]): string {
  if (error.keyword === 'enum') return `: ${error.params.allowedValues.join(', ')}`;
  return error.keyword === 'additionalProperties' ? `: ${error.params.additionalProperties.join(', ')}` : '';
}

function unevenRanges({ parkedSeconds, tripKm }: FleetConfig): string[] {
  return Object.entries({ parkedSeconds, tripKm })
    .filter(([, bounds]) => bounds !== undefined && bounds[0] > bounds[1])
    .map(([field]) => `${field}: the first number must not be above the second`);
}
