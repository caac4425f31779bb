import { type TProperties, Type } from 'typebox';
import { Adas } from '../../../model/adas.ts';
import {
  AlarmStatus,
  AlarmTrigger,
  AuxiliaryBattery,
  DoorsState,
  LightingSystem,
  Privacy,
  Safety,
  WipingBlades,
} from '../../../model/body.ts';
import { Air, Kinetic, Luminosity, Maintenance, Odometer } from '../../../model/motion.ts';
import { DrivingBehavior, Ignition, Powertrain, Transmission } from '../../../model/powertrain.ts';
import { DateTime, oneOf, partial } from '../../../model/schema.ts';
import { links } from '../../shared/lists/hal.ts';
import { energyBase } from '../energies.ts';
import { FleetLocation, FleetPosition, Location, Position } from '../status/position.ts';
import { engine } from '../status/status-schema.ts';

const vin = Type.String();

/** The time of the position is that of the report. */
function telemetryTrigger(hasLegacy: boolean) {
  return Type.Object({
    ...AlarmTrigger.properties,
    position: Type.Optional(hasLegacy ? Position : FleetPosition),
  });
}

/** What `vehicle` has on both faces. */
function vehicleParts(hasLegacy: boolean) {
  return {
    engines: Type.Array(engine(hasLegacy)),
    energies: Type.Array(energyBase(hasLegacy)),
    transmission: Transmission,
    powertrain: Powertrain,
    lightingSystem: LightingSystem,
    ignition: Type.Object({ createdAt: DateTime, ...Ignition.properties }),
    doorsState: DoorsState,
    battery: AuxiliaryBattery,
    safety: Safety,
    odometer: Odometer,
    kinetic: Kinetic,
    drivingBehavior: DrivingBehavior,
    alarm: partial({ status: AlarmStatus, trigger: telemetryTrigger(hasLegacy) }),
  };
}

function telemetry(vehicle: TProperties, extension: TProperties) {
  return Type.Object(
    {
      _links: links('vehicle', 'trip'),
      createdAt: DateTime,
      privacy: Type.Optional(Privacy),
      environment: Type.Optional(partial({ air: Air, luminosity: Luminosity })),
      vehicle: Type.Optional(partial(vehicle)),
      _embedded: Type.Optional(Type.Object({ extension: partial(extension) })),
    },
    { $id: 'Telemetry' },
  );
}

/** A Telemetry of the end user's face: the groups of one report. */
export const Telemetry = telemetry(
  {
    ...vehicleParts(true),
    // In the end user's contract this one value is written small.
    adas: partial({ ...Adas.properties, aebs: oneOf(['off', 'Fixed', 'OnFlashing']) }),
    wipingBlades: WipingBlades,
  },
  { location: Location, maintenance: Type.Object({ createdAt: DateTime, ...Maintenance.properties }) },
);

/** The lamps of a report, as the fleet owner's contract had them before `lightingSystem`. */
const Lighting = partial({
  turn: Type.Array(oneOf(['Left', 'Right'])),
  light: Type.Array(oneOf(['Front', 'Rear'])),
  status: Type.Array(oneOf(['On', 'Off'])),
});

/** A Telemetry of the fleet owner's face. */
export const FleetTelemetry = telemetry(
  {
    ...vehicleParts(false),
    adas: Adas,
    lighting: Lighting,
    wipingBlades: Type.Object({ createdAt: DateTime, ...WipingBlades.properties }),
  },
  {
    location: FleetLocation,
    maintenance: Type.Object({ vin, createdAt: DateTime, ...Maintenance.properties }),
  },
);
