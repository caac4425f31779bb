/** Remote actions in the contract's words. */

import type { Attribute, CallbackAttributes } from './monitor.ts';

export const remoteTypes = [
  'ThermalPreconditioning',
  'ElectricBatteryChargingRequest',
  'Doors',
  'Horn',
  'Lights',
  'WakeUp',
  'Navigation',
  'Immobilization',
  'Stolen',
] as const;

export type RemoteType = (typeof remoteTypes)[number];

export const pendingStatuses = [
  'Accepted',
  'CheckingVehicle',
  'WakingUpVehicle',
  'SentToVehicle',
  'VehicleBatteryChargeTooLow',
  'TooManyWakeUpsOverMonth',
] as const;

export const doneStatuses = ['Success', 'AlreadyDone', 'Failed'] as const;

export type RemoteStatus = (typeof pendingStatuses)[number] | (typeof doneStatuses)[number];

export const failureCauses = [
  'GeneralError',
  'VehicleError',
  'WrongCommand',
  'VehicleConnectionTimeout',
  'MissingRights',
  'NotPossibleDueToVehicleBatteryLevel',
  'NotPossibleDueToVehiclePrivacyLevel',
  'TooManyWakeUpsOverMonth',
  'TooManyRequestInShortTime',
  'TooManyRequestSent',
  'SameActionInProgress',
  'NotPossibleDueToVehicleStolenState',
  'VehicleInUse',
  'DoorsOpen',
  'CidInside',
  'VehicleErrorOrCidInside',
  'ExternalChargingSystemError',
  'VehicleChargingSystemError',
  'VehicleIsNotLocked',
  'CanceledByDriver',
] as const;

export type FailureCause = (typeof failureCauses)[number];

/** Only with the success of a forced lock. */
export const feedbackDetails = ['NoCIDBlacklisted', 'CIDBlacklisted'] as const;

export type FeedbackDetail = (typeof feedbackDetails)[number];

/** A step of an action; `Done` for the last one, which never changes. */
export type RemoteStep = {
  type: 'Pending' | 'Done';
  status: RemoteStatus;
  failureCause?: FailureCause;
  feedbackDetail?: FeedbackDetail;
};

/** What a vehicle is told to do: the action's own body, canonical, under its key. */
export type RemoteBody =
  | { preconditioning: object }
  | { charging: object }
  | { door: { state: 'Locked' | 'Unlocked'; forced?: boolean } }
  | { horn: { state: 'Activated' | 'Unactivated' } }
  | { lights: { on: boolean } }
  | { wakeUp: { action: 'WakeUp' } }
  | { navigation: { positions: object[]; driverApproval?: boolean } }
  | { immobilization: { activate: boolean } }
  | {
      stolen: {
        stolen?: boolean;
        trackingPeriod?: { running?: number; shutdown?: number };
        immobilization?: { activate: boolean };
      };
    };

/** What a client asked for, in its canonical form: it is kept and shown so. */
export type RemoteRequest = {
  type: RemoteType;
  body: RemoteBody;
  label?: string;
  /** B2C: added to those of the callback. */
  attributes?: Attribute[];
  /** B2C: add to or replace those of the callback, whose kind they have. */
  callbackAttributes?: CallbackAttributes;
};

/** As it goes to the vehicle (docs/vehicle-link.md); times in epoch milliseconds here, RFC 3339 on the wire. */
export type Command = { id: string; type: RemoteType; body: RemoteBody; expiresAt: number };

/** What the vehicle answers to a command. */
export type CommandResult =
  | { status: 'Success' | 'AlreadyDone'; feedbackDetail?: FeedbackDetail }
  | { status: 'Failed'; failureCause: FailureCause };
