import { alarmPosition } from '../../projections/current-alarm.ts';
import { currentStolen } from '../../projections/current-stolen.ts';
import { presentSeenPosition } from '../present/position.ts';
import { presentStatus } from '../present/status.ts';
import { presentStolen } from '../present/stolen.ts';
import type { SeenVehicle, VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';

/** The newest known value of each group of a vehicle. */
export async function readStatus({ vehicle }: VehicleAsk): Promise<object> {
  const body = statusOf(vehicle);
  if (!body) throw new ApiError('noData');
  return body;
}

/** What may be seen of a vehicle's status; only a fleet owner is told that it is stolen. */
export function statusOf(vehicle: SeenVehicle): object | undefined {
  const { state, status, visibility, vehicleId, at } = vehicle;
  const body = presentStatus(status, visibility.groups, at);
  if (!state || !body) return undefined;
  const whole = withAlarmPosition(body, presentSeenPosition(alarmPosition(state, status), visibility, at));
  if (at.face.name !== 'b2b' || !visibility.kinds.has('stolen')) return whole;
  const stolen = currentStolen(vehicleId, state);
  const isSeen = stolen && (visibility.seesPrivate || !stolen.isPrivate);
  return isSeen ? { ...whole, stolen: presentStolen(stolen, visibility, at) } : whole;
}

/** The status with where the vehicle was when its alarm went off, if it tells of that. */
function withAlarmPosition(body: object, position: object | undefined): object {
  const { alarm } = body as { alarm?: { trigger?: object } };
  if (!alarm?.trigger || !position) return body;
  return { ...body, alarm: { ...alarm, trigger: { ...alarm.trigger, position } } };
}
