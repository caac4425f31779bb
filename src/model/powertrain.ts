import { Type } from 'typebox';
import { oneOf, partial } from './schema.ts';

export const PowertrainStatus = oneOf(['NotRunning', 'Starting', 'Running', 'Stopping', 'Stopped']);

export const Ignition = Type.Object({ type: oneOf(['Stop', 'StartUp', 'Start']) });

export const Powertrain = Type.Object({ status: PowertrainStatus });

const Celsius = Type.Number({ minimum: -60, maximum: 400, description: '°C' });

/** Level in % and temperature in °C of a liquid. */
export const EngineLiquid = partial({
  level: Type.Integer({ minimum: 0, maximum: 100, description: '%' }),
  temp: Celsius,
});

const EngineSpeed = Type.Number({ minimum: 0, maximum: 30_000, description: 'RPM' });

export const ThermicEngine = Type.Object({
  type: oneOf(['Thermic']),
  speed: Type.Optional(EngineSpeed),
  extension: Type.Optional(
    partial({
      thermic: partial({ coolant: EngineLiquid, oil: EngineLiquid, air: partial({ temp: Celsius }) }),
    }),
  ),
});

export const ElectricEngine = Type.Object({ type: oneOf(['Electric']), speed: Type.Optional(EngineSpeed) });

export const Transmission = partial({
  gearbox: partial({
    mode: partial({
      automatic: Type.Boolean(),
      sport: Type.Boolean(),
      snow: Type.Boolean(),
      sequential: Type.Boolean(),
      semiManual: Type.Boolean(),
    }),
    ratio: oneOf([
      'Ratio1',
      'Ratio2',
      'Ratio3',
      'Ratio4',
      'Ratio5',
      'Ratio6',
      'Ratio7',
      'Ratio8',
      'Neutral',
      'Reverse',
    ]),
  }),
});

export const DrivingBehavior = Type.Object({
  mode: oneOf([
    'Normal',
    'Sport',
    'Comfort',
    'Eco',
    'Sand',
    'Mud',
    'Snow',
    'ZEV',
    'Hybrid',
    'ZEVEco',
    'HybridEco',
    'EcoPlus',
    'eAWD',
    '4AWD',
    'ReinforcedLoad',
  ]),
});
