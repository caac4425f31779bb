import type { CommandBody } from '../../vehicle-client/body.ts';
import type { Command } from '../../vehicle-client/command.ts';
import { isDriving, type Vehicle } from '../vehicle.ts';
import { asked, keptAwake } from './awake.ts';
import { chargeAfter, charging } from './charging.ts';
import { doors } from './doors.ts';
import { type Circumstances, done, isStolen, type Obeyed, type Rule, refused, withTold } from './order.ts';
import { climateAfter, preconditioning } from './preconditioning.ts';
import { horn, lights } from './switches.ts';
import { immobilization, stolen } from './theft.ts';

const wakeUp: Rule<'wakeUp'> = (vehicle) => done(asked(vehicle), 'is awake');

const cancelShare = 0.2;

/** A driver who is asked may say no. */
const navigation: Rule<'navigation'> = (vehicle, { positions = [], driverApproval = false }, { random }) => {
  if (positions.length === 0) return refused(vehicle, 'WrongCommand');
  if (isStolen(vehicle)) return refused(vehicle, 'NotPossibleDueToVehicleStolenState');
  if (driverApproval && isDriving(vehicle) && random() < cancelShare)
    return refused(vehicle, 'CanceledByDriver');
  return done(withTold(vehicle, { route: positions }), `knows a way with ${positions.length} positions`);
};

const rules: { readonly [Key in keyof Required<CommandBody>]: Rule<Key> } = {
  preconditioning,
  charging,
  door: doors,
  horn,
  lights,
  wakeUp,
  navigation,
  immobilization,
  stolen,
};

/** Does what a command says, as far as the state of the vehicle lets it. A command keeps a vehicle awake. */
export function obey(
  vehicle: Vehicle,
  { body }: Pick<Command, 'body'>,
  circumstances: Circumstances,
): Obeyed {
  const awake = keptAwake(vehicle, circumstances.awakeSeconds);
  for (const key of Object.keys(rules) as (keyof CommandBody)[]) {
    const order = body[key];
    if (typeof order !== 'object' || order === null) continue;
    return (rules[key] as Rule<typeof key>)(awake, order as never, circumstances);
  }
  return refused(awake, 'WrongCommand');
}

/** What was told goes on: `seconds` later. `at`: their end, epoch milliseconds. */
export function toldAfter(vehicle: Vehicle, { at, seconds }: { at: number; seconds: number }): Vehicle {
  const { hornSeconds, lightsSeconds } = vehicle.told;
  const isSounding = hornSeconds > 0 || lightsSeconds > 0;
  const sounded = isSounding
    ? withTold(vehicle, {
        hornSeconds: Math.max(0, hornSeconds - seconds),
        lightsSeconds: Math.max(0, lightsSeconds - seconds),
      })
    : vehicle;
  const isFound = sounded.told.tracking !== undefined && !isStolen(sounded);
  const next = isFound ? withTold(sounded, { tracking: undefined }) : sounded;
  return climateAfter(chargeAfter(next, at), { at, seconds });
}
