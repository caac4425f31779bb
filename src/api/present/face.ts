import type { GroupName } from '../../model/groups.ts';
import type { VehicleLinks } from './links.ts';

/** What differs between the two faces of the API in how the same thing is told. */
export type Face = {
  name: 'b2c' | 'b2b';
  /** Whether resources of a vehicle carry its VIN. */
  hasVin: boolean;
  /** Whether there is what clients of version 4.0 read beside the present fields. */
  hasLegacy: boolean;
  /** Whether lists of trips have the one under way. */
  listsTripUnderWay: boolean;
  /** Groups of a Status that only this face shows. */
  statusExtras: readonly GroupName[];
  /** How this contract writes that emergency braking is off. */
  aebsOff: 'off' | 'Off';
};

export const b2cFace: Face = {
  name: 'b2c',
  hasVin: false,
  hasLegacy: true,
  listsTripUnderWay: true,
  statusExtras: [],
  aebsOff: 'off',
};

export const b2bFace: Face = {
  name: 'b2b',
  hasVin: true,
  hasLegacy: false,
  listsTripUnderWay: false,
  statusExtras: ['transmission', 'adas', 'wipingBlades'],
  aebsOff: 'Off',
};

/** Where a resource of a vehicle is shown: on which face, under which addresses. */
export type Place = { face: Face; links: VehicleLinks; vin: string };

/** The VIN, on the face that has it. */
export function vinAt({ face, vin }: Place): { vin?: string } {
  return face.hasVin ? { vin } : {};
}
