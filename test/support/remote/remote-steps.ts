import type { RemoteStep, RemoteType } from '../../../src/model/remote.ts';

/** What was told, in short: `Accepted`, `Failed DoorsOpen`. */
export const inShort = (steps: readonly RemoteStep[]) =>
  steps.map(({ status, failureCause }) => (failureCause ? `${status} ${failureCause}` : status));

const failed = 'Failed \\w+';
const done = `(Success|AlreadyDone|${failed})`;
const atOnce = [
  'Failed (MissingRights|WrongCommand|TooManyRequestInShortTime|TooManyRequestSent|SameActionInProgress)',
  'TooManyWakeUpsOverMonth,Failed TooManyWakeUpsOverMonth',
  'VehicleBatteryChargeTooLow,Failed NotPossibleDueToVehicleBatteryLevel',
];
const legal = [
  ...atOnce,
  `Accepted,CheckingVehicle,${failed}`,
  `Accepted,WakingUpVehicle(,${failed})?`,
  `Accepted(,WakingUpVehicle)?,SentToVehicle(,${done})?`,
].join('|');
/** Neither accepted nor woken, as far as is told. */
const legalOfNavigation = [...atOnce, failed, `SentToVehicle(,${done})?`].join('|');

/** Whether these may be the steps of an action, as the contract's flowchart has them (written anew, for the tests). */
export function isLegal(type: RemoteType, steps: readonly RemoteStep[]): boolean {
  const pattern = type === 'Navigation' ? legalOfNavigation : legal;
  const isTyped = steps.every(
    ({ type: kind, status }) => (kind === 'Done') === /^(Success|AlreadyDone|Failed)$/.test(status),
  );
  return isTyped && new RegExp(`^(${pattern})$`).test(inShort(steps).join(','));
}
