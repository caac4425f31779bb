import { type TObject, type TProperties, Type } from 'typebox';
import { Adas } from '../../../model/adas.ts';
import {
  AirConditioning,
  AlarmStatus,
  AuxiliaryBattery,
  DoorsState,
  LightingSystem,
  Privacy,
  Safety,
  ServiceType,
  WipingBlades,
} from '../../../model/body.ts';
import { Air, Kinetic, Luminosity, Odometer } from '../../../model/motion.ts';
import {
  DrivingBehavior,
  ElectricEngine,
  Ignition,
  Powertrain,
  PowertrainStatus,
  ThermicEngine,
  Transmission,
} from '../../../model/powertrain.ts';
import { DateTime, oneOf, partial } from '../../../model/schema.ts';
import { links } from '../../shared/lists/hal.ts';
import { energy, LegacyEnergy } from '../energies.ts';
import { alarmTrigger } from '../events/alarm.ts';
import { Stolen } from '../events/stolen.ts';
import { FleetPosition, Position } from './position.ts';
import { Provenance } from './provenance.ts';

function dated<Properties extends TProperties>(schema: TObject<Properties>) {
  return Type.Object({ createdAt: DateTime, ...schema.properties });
}

/** An engine; `oil` at its root is what older clients read. */
export function engine(hasLegacy: boolean) {
  return Type.Object({
    type: oneOf(['Thermic', 'Electric']),
    speed: ElectricEngine.properties.speed,
    gmpStatus: Type.Optional(PowertrainStatus),
    ...(hasLegacy ? { oil: Type.Optional(partial({ temp: Type.Number() })) } : {}),
    extension: ThermicEngine.properties.extension,
  });
}

function preconditioning(hasLegacy: boolean) {
  const own: TProperties = { ...AirConditioning.properties, ...(hasLegacy ? { updatedAt: DateTime } : {}) };
  return partial({ airConditioning: Type.Object({ createdAt: DateTime, ...own }) });
}

/** What the Status of both faces has, each part with its own time. */
function parts(hasLegacy: boolean) {
  return {
    ignition: dated(Ignition),
    preconditioning: preconditioning(hasLegacy),
    energies: Type.Array(energy(hasLegacy)),
    engines: Type.Array(dated(engine(hasLegacy))),
    powertrain: dated(Powertrain),
    doorsState: dated(DoorsState),
    privacy: dated(Privacy),
    battery: dated(AuxiliaryBattery),
    service: dated(ServiceType),
    safety: dated(Safety),
    odometer: dated(Odometer),
    kinetic: dated(Kinetic),
    environment: partial({ air: dated(Air), luminosity: dated(Luminosity) }),
    drivingBehavior: dated(DrivingBehavior),
    lightingSystem: dated(LightingSystem),
    alarm: partial({
      status: dated(AlarmStatus),
      trigger: alarmTrigger(hasLegacy ? Position : FleetPosition),
    }),
  };
}

/** Only where it is asked for. */
const embedded = Type.Object({ extension: partial({ provenance: Provenance }) });

/** The Status of the end user's face, with what older clients still read. */
export const Status = Type.Object(
  {
    _links: links('vehicle', 'vehicles'),
    createdAt: DateTime,
    updatedAt: DateTime,
    ...partial({
      ...parts(true),
      lastPosition: Position,
      preconditionning: preconditioning(true),
      energy: Type.Array(LegacyEnergy),
      _embedded: embedded,
    }).properties,
  },
  { $id: 'Status' },
);

/** The Status of the fleet owner's face. */
export const FleetStatus = Type.Object(
  {
    _links: links('vehicle', 'vehicles', 'fleet'),
    vin: Type.String(),
    createdAt: DateTime,
    updatedAt: DateTime,
    ...partial({
      ...parts(false),
      lastPosition: FleetPosition,
      transmission: Transmission,
      adas: Adas,
      wipingBlades: dated(WipingBlades),
      stolen: Stolen,
      _embedded: embedded,
    }).properties,
  },
  { $id: 'Status' },
);
