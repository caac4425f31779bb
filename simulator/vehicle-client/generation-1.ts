import { type Answer, type Command, isId, jsonOf, type Language } from './command.ts';

const epoch2000Seconds = 946_684_800;

/** What the codes of an order stand for; `isOn`: its argument. */
const orders: Readonly<Record<number, (isOn: boolean) => Pick<Command, 'type' | 'body'>>> = {
  1: (isOn) => ({ type: 'Doors', body: { door: { state: isOn ? 'Locked' : 'Unlocked' } } }),
  2: (isOn) => ({ type: 'Horn', body: { horn: { state: isOn ? 'Activated' : 'Unactivated' } } }),
  3: (isOn) => ({ type: 'Lights', body: { lights: { on: isOn } } }),
  4: () => ({ type: 'WakeUp', body: { wakeUp: { action: 'WakeUp' } } }),
};

const good = ['Success', 'AlreadyDone'];
/** Failures from 2 on; what is not among them is an error of the vehicle. */
const failures = [
  'VehicleError',
  'WrongCommand',
  'VehicleConnectionTimeout',
  'VehicleInUse',
  'DoorsOpen',
  'VehicleErrorOrCidInside',
  'VehicleIsNotLocked',
  'NotPossibleDueToVehicleBatteryLevel',
  'CanceledByDriver',
];

/** Orders of generation 1: whole numbers under short keys. */
export const generation1: Language = {
  channel: 'order',
  read(payload) {
    const order = jsonOf(payload);
    if (order?.v !== 1 || !isId(order.no) || !Number.isSafeInteger(order.ut)) return undefined;
    const meaning = orders[order.cd as number]?.(order.ar === 1) ?? { type: 'Unknown', body: {} };
    return { id: order.no, expiresAt: ((order.ut as number) + epoch2000Seconds) * 1000, ...meaning };
  },
  write: (answer) => JSON.stringify({ v: 1, re: numberOf(answer) }),
};

function numberOf(answer: Answer): number {
  if (answer.status !== 'Failed') return good.indexOf(answer.status);
  // These cars cannot tell where the key is from what else is wrong.
  const cause = answer.failureCause === 'CidInside' ? 'VehicleErrorOrCidInside' : answer.failureCause;
  return Math.max(0, failures.indexOf(cause)) + good.length;
}
