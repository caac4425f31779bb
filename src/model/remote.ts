/** Remote actions in the contract's words. */

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
export type FeedbackDetail = 'NoCIDBlacklisted' | 'CIDBlacklisted';

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

/** As it goes to the vehicle (docs/vehicle-link.md); times in epoch milliseconds here, RFC 3339 on the wire. */
export type Command = { id: string; type: RemoteType; body: RemoteBody; expiresAt: number };

/** What the vehicle answers to a command. */
export type CommandResult =
  | { status: 'Success' | 'AlreadyDone'; feedbackDetail?: FeedbackDetail }
  | { status: 'Failed'; failureCause: FailureCause };
