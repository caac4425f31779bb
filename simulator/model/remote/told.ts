import type { ClimateProgram } from '../../vehicle-client/body.ts';

/** The air conditioning of a parked vehicle, in the Web API's words. */
export type Climate = {
  readonly status: 'Enabled' | 'Disabled' | 'Finished' | 'Failure';
  readonly startingCause?: 'Immediate' | 'Scheduled' | undefined;
  readonly failureCause?: 'LowBattery' | undefined;
  readonly secondsLeft: number;
  /** At most one for each slot. */
  readonly programs: readonly ClimateProgram[];
};

/** What a vehicle was told from afar, and goes by. */
export type Told = {
  /** Unlocked although it is parked. Over when somebody gets in. */
  readonly isUnlocked: boolean;
  /** Locked while somebody drives it. Over with the trip. */
  readonly isLockedInside?: boolean | undefined;
  readonly hornSeconds: number;
  readonly lightsSeconds: number;
  readonly climate?: Climate | undefined;
  /** A charge that was put off, epoch milliseconds. */
  readonly chargeAt?: number | undefined;
  readonly chargeType?: 'Partial' | 'Full' | undefined;
  readonly chargeLevel?: string | undefined;
  readonly isImmobilized: boolean;
  /** Seconds between two positions while it is looked for, with the ignition on and off. */
  readonly tracking?: { readonly running: number; readonly shutdown: number } | undefined;
  /** GeoJSON points, the last one is where to. */
  readonly route: readonly object[];
  /** How often it was asked to report everything. */
  readonly asked: number;
};

export const untold: Told = {
  isUnlocked: false,
  hornSeconds: 0,
  lightsSeconds: 0,
  isImmobilized: false,
  route: [],
  asked: 0,
};
