import { createDateTimes } from '../../lib/date-times.ts';
import type { EventValue, MonitorNotification, RemoteNotification } from '../../model/notification.ts';

/** RFC 3339 in UTC, of epoch milliseconds. */
export const timeText = createDateTimes();

/** A value in the order of the contract; `previous` belongs to the end user's. */
export function eventValue({ data, value, previous }: EventValue): object {
  const { type, body } = value;
  return { data, value: { type, body }, ...(previous === undefined ? {} : { previous }) };
}

/** The same in the fleet owner's words: without what was before, and models of a vehicle say which. */
export function fleetEventValue({ data, value }: EventValue, vin: string): object {
  const { type, body } = value;
  if (!('objectValues' in body)) return eventValue({ data, value });
  const objectValues = body.objectValues.map((one) => ({ vin, ...one }));
  return { data, value: { type, body: { objectValues } } };
}

export function extensionsOf({ extensions }: MonitorNotification): object[] {
  return extensions.map(({ type, body }) => ({ type, body }));
}

/** How far a remote action is; `failureCause` and `feedbackDetail` only where they are told. */
export function eventStatusOf({ eventStatus }: RemoteNotification): object {
  const { type, status, failureCause, feedbackDetail } = eventStatus;
  return {
    type,
    status,
    ...(failureCause === undefined ? {} : { failureCause }),
    ...(feedbackDetail === undefined ? {} : { feedbackDetail }),
  };
}
