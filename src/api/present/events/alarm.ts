import { type TSchema, Type } from 'typebox';
import { AlarmStatus, AlarmTrigger } from '../../../model/body.ts';
import type { Alarm as AlarmEpisode } from '../../../model/episodes.ts';
import { DateTime } from '../../../model/schema.ts';
import { links } from '../../shared/lists/hal.ts';
import type { Place } from '../face.ts';
import { link } from '../links.ts';
import { FleetPosition, Position, presentSeenPosition } from '../status/position.ts';
import type { Visibility } from '../visibility.ts';

const dated = { createdAt: DateTime };

/** A trigger with its time, and where the vehicle was then. */
export function alarmTrigger(position: TSchema) {
  return Type.Object({ ...dated, ...AlarmTrigger.properties, position: Type.Optional(position) });
}

function fields(position: TSchema) {
  return {
    _links: links('vehicle'),
    id: Type.String(),
    status: Type.Optional(Type.Object({ ...dated, ...AlarmStatus.properties })),
    trigger: Type.Optional(alarmTrigger(position)),
  };
}

/** An entry of the alarm's history: exactly one of `status` and `trigger`. */
export const AlarmDetails = Type.Object(fields(Position), { $id: 'AlarmDetails' });
export const FleetAlarmDetails = Type.Object(fields(FleetPosition), { $id: 'AlarmDetails' });

export function presentAlarm(
  { id, body }: { id: string; body: AlarmEpisode },
  visibility: Visibility,
  place: Place,
): object {
  const { links: addresses } = place;
  // The contract has no links here; clients expect them of every resource.
  const _links = { self: link(addresses.of(`alarms/${id}`)), vehicle: link(addresses.vehicle) };
  const createdAt = new Date(body.createdAt).toISOString();
  if (body.kind === 'status') return { _links, id, status: { createdAt, activation: body.activation } };
  const { type, startAt } = body;
  const position = presentSeenPosition(body.position, visibility, place);
  return { _links, id, trigger: { createdAt, type, startAt, ...(position ? { position } : {}) } };
}
