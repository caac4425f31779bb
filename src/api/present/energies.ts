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

/** How the energies of a face look: with dates in the status, with what older clients read for the end user. */
type Form = { isDated: boolean; hasLegacy: boolean };

function extension({ isDated, hasLegacy }: Form) {
  const withDate = <Schema extends typeof BatteryLoad | typeof BatteryHealth>(schema: Schema) =>
    Type.Object(isDated ? { createdAt: DateTime, ...schema.properties } : schema.properties);
  const battery = { load: withDate(BatteryLoad), health: withDate(BatteryHealth) };
  return partial({
    fuel: partial({ ...(hasLegacy ? { consumption: Consumption } : {}), consumptions: FuelConsumptions }),
    electric: partial({
      ...(hasLegacy ? { residual: Consumption } : {}),
      battery: partial({ ...(hasLegacy ? { capacity: Type.Number() } : {}), ...battery }),
      charging: Charging,
    }),
  });
}

const head = {
  type: oneOf(['Fuel', 'Electric']),
  subType: Type.Optional(EnergySubType),
  level: Type.Optional(Level),
  autonomy: Type.Optional(Autonomy),
};

/** An energy as telemetry carries it. */
export function energyBase(hasLegacy: boolean) {
  return Type.Object({ ...head, extension: Type.Optional(extension({ isDated: false, hasLegacy })) });
}

/** An energy of the status. */
export function energy(hasLegacy: boolean) {
  return Type.Object({
    createdAt: DateTime,
    ...(hasLegacy ? { updatedAt: DateTime } : {}),
    ...head,
    extension: Type.Optional(extension({ isDated: true, hasLegacy })),
  });
}

/** An entry of `energy`: the last four fields are what clients of version 4.0 read. */
export const LegacyEnergy = Type.Object({
  ...energy(true).properties,
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

/** The energies; with the fields that older clients read beside the present ones where the face has them. */
export function presentEnergies(known: KnownEnergies, hasLegacy: boolean): Presented[] {
  return [presentFuel(known, hasLegacy), presentElectric(known, hasLegacy)].filter(
    (found) => found !== undefined,
  );
}

function presentFuel({ fuel }: KnownEnergies, hasLegacy: boolean): Presented | undefined {
  if (!fuel) return undefined;
  const { type, extension: given, ...others } = fuel.value;
  const consumptions = given?.fuel?.consumptions;
  const instant = consumptions?.instant;
  const legacy = instant === undefined || !hasLegacy ? {} : { consumption: { consumption: instant } };
  const body = consumptions ? { extension: { fuel: { consumptions, ...legacy } } } : {};
  return { ...dates(fuel.createdAt, hasLegacy), type, ...others, ...body };
}

function presentElectric(
  { electric, load, health }: KnownEnergies,
  hasLegacy: boolean,
): Presented | undefined {
  if (!electric && !load && !health) return undefined;
  const createdAt = electric?.createdAt ?? load?.createdAt ?? health?.createdAt;
  const { extension: given, ...others } = electric?.value ?? {
    type: 'Electric' as const,
    extension: undefined,
  };
  const charging = given?.electric?.charging;
  const battery = load || health ? { battery: presentBattery({ load, health }, hasLegacy) } : {};
  const residualWh = hasLegacy ? load?.value.residual : undefined;
  const residual = residualWh === undefined ? {} : { residual: { consumption: residualWh / 1000 } };
  const electricity = { ...(charging ? { charging } : {}), ...battery, ...residual };
  const body = Object.keys(electricity).length > 0 ? { extension: { electric: electricity } } : {};
  return { ...dates(createdAt, hasLegacy), ...others, ...body };
}

function presentBattery(
  { load, health }: Pick<KnownEnergies, 'load' | 'health'>,
  hasLegacy: boolean,
): Presented {
  const capacityWh = hasLegacy ? load?.value.capacity : undefined;
  const capacity = capacityWh === undefined ? {} : { capacity: capacityWh };
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

function dates(createdAt: string | undefined, hasLegacy: boolean) {
  if (createdAt === undefined) return {};
  return hasLegacy ? { createdAt, updatedAt: createdAt } : { createdAt };
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
