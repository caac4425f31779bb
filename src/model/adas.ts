import { Type } from 'typebox';
import { oneOf, partial } from './schema.ts';

const LaneKeeping = oneOf(['Authorized', 'CorrectionInProgress', 'NotAuthorized', 'NotSelected']);
const parkAssistStates = ['Fault', 'DriverInhibition', 'Active', 'Wait', 'OutOfService'] as const;

/** Driving aids, under the short names of the contract. */
export const Adas = partial({
  parkAssist: partial({
    front: Type.Array(oneOf(parkAssistStates), { maxItems: 8 }),
    rear: Type.Array(oneOf([...parkAssistStates, 'TrailerInhibition']), { maxItems: 8 }),
  }),
  accr: oneOf([
    'Activated',
    'Fault',
    'Hold',
    'HoldWithOverSpeeding',
    'Off',
    'OverSpeedingByPedalPress',
    'StandBy',
  ]),
  lvv: Type.Boolean(),
  rvv: oneOf([
    'Off',
    'NoBestFit',
    'BestFitInProgress',
    'BestFitMax',
    'BestFitMin',
    'BestFitDeactivated',
    'AutoDeactivated',
    'OverflowSpeedConsign',
    'LackOfVisibilityRadar',
    'LearningRadar',
    'Deactivated',
    'LimitSetting',
  ]),
  aebs: oneOf(['Off', 'Fixed', 'OnFlashing']),
  afil: oneOf(['FlashingFault', 'FlashingWarning', 'Off', 'OnFixed']),
  artiv: oneOf(['NotSelected', 'Selected', 'Unavailable']),
  bsm: oneOf(['Active', 'Inactive', 'Disabled', 'Fault']),
  esp: Type.Boolean(),
  abs: Type.Boolean(),
  fse: Type.Boolean(),
  sli: Type.Integer({ minimum: 0, maximum: 450, description: 'km/h' }),
  rlka: LaneKeeping,
  llka: LaneKeeping,
  rgi: oneOf(['None', 'Up', 'Down', 'UpDown']),
});
