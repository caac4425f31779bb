import { Type } from 'typebox';
import {
  Autonomy,
  BatteryHealth,
  BatteryLoad,
  Charging,
  EnergySubType,
  FuelConsumptions,
  Level,
} from '../../model/energies.ts';
import type { Groups } from '../../model/groups.ts';
import { DateTime, oneOf, partial } from '../../model/schema.ts';

const Consumption = Type.Object({ consumption: Type.Number({ minimum: 0 }) });

const head = {
  subType: Type.Optional(EnergySubType),
  level: Type.Optional(Level),
  autonomy: Type.Optional(Autonomy),
};

function extension(dated: boolean) {
  const withDate = <Schema extends typeof BatteryLoad | typeof BatteryHealth>(schema: Schema) =>
    Type.Object(dated ? { createdAt: DateTime, ...schema.properties } : schema.properties);
  return partial({
    fuel: partial({ consumption: Consumption, consumptions: FuelConsumptions }),
    electric: partial({
      residual: Consumption,
      battery: partial({
        capacity: Type.Number(),
        load: withDate(BatteryLoad),
        health: withDate(BatteryHealth),
      }),
      charging: Charging,
    }),
  });
}

/** An energy as telemetry carries it. */
export const EnergyBase = Type.Object({
  type: oneOf(['Fuel', 'Electric']),
  ...head,
  extension: Type.Optional(extension(false)),
});

/** An energy of the status; the last four fields are what clients of version 4.0 read. */
export const Energy = Type.Object({
  createdAt: DateTime,
  updatedAt: DateTime,
  type: oneOf(['Fuel', 'Electric']),
  ...head,
  extension: Type.Optional(extension(true)),
});

export const LegacyEnergy = Type.Object({
  ...Energy.properties,
  charging: Type.Optional(Charging),
  battery: Type.Optional(Type.Object({ capacity: Type.Optional(Type.Number()) })),
  residual: Type.Optional(Type.Number()),
  consumption: Type.Optional(Type.Number()),
});

type Dated<Value> = { value: Value; createdAt?: string };

/** What is known of the energies, each part with the time it was measured where the status asks for it. */
export type KnownEnergies = {
  fuel?: Dated<NonNullable<Groups['energies.Fuel']>> | undefined;
  electric?: Dated<NonNullable<Groups['energies.Electric']>> | undefined;
  load?: Dated<NonNullable<Groups['energies.Electric.load']>> | undefined;
  health?: Dated<NonNullable<Groups['energies.Electric.health']>> | undefined;
};

type Presented = Record<string, unknown>;

/** The energies with the fields that older clients read beside the present ones. */
export function presentEnergies(known: KnownEnergies): Presented[] {
  return [presentFuel(known), presentElectric(known)].filter((energy) => energy !== undefined);
}

function presentFuel({ fuel }: KnownEnergies): Presented | undefined {
  if (!fuel) return undefined;
  const { type, extension: given, ...others } = fuel.value;
  const consumptions = given?.fuel?.consumptions;
  const instant = consumptions?.instant;
  const legacy = instant === undefined ? {} : { consumption: { consumption: instant } };
  const body = consumptions ? { extension: { fuel: { consumptions, ...legacy } } } : {};
  return { ...dates(fuel.createdAt), type, ...others, ...body };
}

function presentElectric({ electric, load, health }: KnownEnergies): Presented | undefined {
  if (!electric && !load && !health) return undefined;
  const createdAt = electric?.createdAt ?? load?.createdAt ?? health?.createdAt;
  const { extension: given, ...others } = electric?.value ?? {
    type: 'Electric' as const,
    extension: undefined,
  };
  const charging = given?.electric?.charging;
  const battery = load || health ? { battery: presentBattery(load, health) } : {};
  const residualWh = load?.value.residual;
  const residual = residualWh === undefined ? {} : { residual: { consumption: residualWh / 1000 } };
  const electricity = { ...(charging ? { charging } : {}), ...battery, ...residual };
  const body = Object.keys(electricity).length > 0 ? { extension: { electric: electricity } } : {};
  return { ...dates(createdAt), ...others, ...body };
}

function presentBattery(load: KnownEnergies['load'], health: KnownEnergies['health']): Presented {
  const capacity = load?.value.capacity === undefined ? {} : { capacity: load.value.capacity };
  const dated = (part: Dated<object>) => ({
    ...(part.createdAt ? { createdAt: part.createdAt } : {}),
    ...part.value,
  });
  return {
    ...capacity,
    ...(load ? { load: dated(load) } : {}),
    ...(health ? { health: dated(health) } : {}),
  };
}

function dates(createdAt: string | undefined) {
  return createdAt === undefined ? {} : { createdAt, updatedAt: createdAt };
}

/** The array of version 4.0: the same energies, with what was at their root then. */
export function legacyEnergies(energies: readonly Presented[]): Presented[] {
  return energies.map((energy) => {
    const { electric, fuel } = (energy.extension ?? {}) as { electric?: Presented; fuel?: Presented };
    const { capacity } = (electric?.battery ?? {}) as { capacity?: number };
    const consumption = (fuel?.consumption as { consumption: number } | undefined)?.consumption;
    const residual = (electric?.residual as { consumption: number } | undefined)?.consumption;
    return {
      ...energy,
      ...(electric?.charging ? { charging: electric.charging } : {}),
      ...(capacity === undefined ? {} : { battery: { capacity } }),
      ...(residual === undefined ? {} : { residual }),
      ...(consumption === undefined ? {} : { consumption }),
    };
  });
}
