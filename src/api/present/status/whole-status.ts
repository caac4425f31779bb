import { alarmPosition } from '../../../projections/current-alarm.ts';
import { currentStolen } from '../../../projections/current-stolen.ts';
import type { SeenVehicle } from '../../shared/ask.ts';
import { presentStolen } from '../events/stolen.ts';
import { presentSeenPosition } from './position.ts';
import { presentStatus } from './status.ts';

/** A vehicle with what may be seen of it, as far as its newest state tells. */
export type ShownVehicle = Pick<SeenVehicle, 'vehicleId' | 'at' | 'state' | 'status' | 'visibility'>;

/** What may be seen of a vehicle's status; only a fleet owner is told that it is stolen. */
export function statusOf(vehicle: ShownVehicle): object | undefined {
  const { state, status, visibility, at } = vehicle;
  const body = presentStatus(status, visibility.groups, at);
  if (!state || !body) return undefined;
  const position = presentSeenPosition(alarmPosition(state, status), visibility, at);
  const whole = withAlarmPosition(body, position);
  const stolen = stolenOf(vehicle);
  return stolen ? { ...whole, stolen } : whole;
}

/** The status with where the vehicle was when its alarm went off, if it tells of that. */
function withAlarmPosition(body: object, position: object | undefined): object {
  const { alarm } = body as { alarm?: { trigger?: object } };
  if (!alarm?.trigger || !position) return body;
  return { ...body, alarm: { ...alarm, trigger: { ...alarm.trigger, position } } };
}

/** The theft that lasts, for a fleet owner. */
export function stolenOf({ vehicleId, state, visibility, at }: ShownVehicle): object | undefined {
  if (!state || at.face.name !== 'b2b' || !visibility.kinds.has('stolen')) return undefined;
  const stolen = currentStolen(vehicleId, state);
  return stolen && presentStolen(stolen, visibility, at);
}
