/** ISO 8601, `PT7H30M` after midnight. */
type Duration = string;

export type ClimateProgram = {
  slot?: number;
  actionsType?: 'Set' | 'Delete';
  enabled?: boolean;
  recurrence?: 'None' | 'Daily';
  start?: Duration;
  occurence?: { day?: readonly string[] };
};

/** What commands are about, one of these each. As sent: look at a value before you trust it. */
export type CommandBody = {
  preconditioning?: { airConditioning?: { immediate?: boolean; programs?: readonly ClimateProgram[] } };
  charging?: {
    immediate?: boolean;
    /** `nextDelayedTime`: a time, RFC 3339, or a duration after midnight. */
    schedule?: { programs?: readonly object[]; nextDelayedTime?: string };
    nextDelayedTime?: string;
    preferences?: { level?: string; type?: 'Partial' | 'Full' };
  };
  door?: { state?: 'Locked' | 'Unlocked'; forced?: boolean };
  horn?: { state?: 'Activated' | 'Unactivated' };
  lights?: { on?: boolean };
  wakeUp?: { action?: string };
  navigation?: { positions?: readonly object[]; driverApproval?: boolean };
  immobilization?: { activate?: boolean };
  stolen?: {
    stolen?: boolean;
    /** Seconds between two positions, with the ignition on and off. */
    trackingPeriod?: { running?: number; shutdown?: number };
    immobilization?: { activate?: boolean };
  };
};
