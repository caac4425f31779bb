import type { PrivacyMode } from '../model/episodes.ts';
import { maskOf } from '../model/groups.ts';
import type { DataTrigger, MonitorParameter, Trigger } from '../model/monitor.ts';
import { parse } from './bool-exp/parse.ts';
import { type Truth, truthOf } from './bool-exp/truth.ts';
import type { DatumName } from './data-table.ts';
import { readers } from './read-datum.ts';
import { type Sees, wasOn } from './rule.ts';
import { alertOperand } from './triggers/alert.ts';
import { collisionOperand } from './triggers/collision.ts';
import { dataOperand } from './triggers/data.ts';
import type { IsSame, Operand, Place } from './triggers/operand.ts';
import { timeOperand } from './triggers/time/time.ts';
import { tripOperand } from './triggers/trip.ts';
import { zoneOperand } from './triggers/zone.ts';

/** What there is to ask of an operand before it is looked at. */
export type Part = Place & {
  /** One bit for each group whose change concerns it. */
  kinds: number;
  /** Whether time that goes on does. */
  isTimed: boolean;
  isSame: IsSame | undefined;
};

/** A monitor made ready for vehicles that its maker sees alike. It is the same for all of them. */
export type Rule = {
  truth: Truth;
  /** In the order of the bits of `truth`. */
  operands: readonly Operand[];
  /** Operands in the order in which events tell of them: that of the triggers. */
  told: readonly number[];
  refreshMs?: number;
  sees: Sees;
  /** The operands as they are asked with every report. */
  parts: readonly Part[];
  /** What one of them reads. */
  reads: Required<Record<keyof NonNullable<Operand['reads']>, boolean>>;
  /** Whether it sees less while the driver hides something. */
  isModal: boolean;
};

/**
 * A rule out of a canonical parameter. `sees` says what its maker may see; where the answer changes, the rule
 * has to be compiled again. Throws for a parameter that was never read by `readMonitorParameter`.
 */
export function compileRule(parameter: MonitorParameter, sees: Sees): Rule {
  const { triggers, boolExp } = parameter.triggerParam;
  const names = triggers.map(({ name }) => name);
  const parsed = parse(boolExp, names);
  if ('problem' in parsed) throw new TypeError(`not an expression: ${parsed.problem}`);
  const truth = truthOf(parsed.expression);
  const used = truth.operands.map((name) => triggers[names.indexOf(name)] as Trigger);
  const operands = used.map(operandOf);
  const told = names.flatMap((name) => (truth.operands.includes(name) ? [truth.operands.indexOf(name)] : []));
  const { refreshEvent } = parameter.subscribeParam ?? {};
  return {
    truth,
    operands,
    told,
    ...(refreshEvent === undefined ? {} : { refreshMs: refreshEvent * 1000 }),
    sees: remembered(sees),
    parts: operands.map((operand, index) => partOf(operand, index, sees)),
    reads: readsOf(operands),
    isModal: isModal(sees, operands),
  };
}

/** All that a rule is made of: monitors that say the same here may share one. */
export function wordingOf({ triggerParam, subscribeParam }: MonitorParameter): string {
  const { triggers, boolExp } = triggerParam;
  return JSON.stringify([triggers, boolExp, subscribeParam?.refreshEvent]);
}

function operandOf({ zone, time, data }: Trigger): Operand {
  if (zone) return zoneOperand(zone);
  if (time) return timeOperand(time);
  if (data) return operandOfData(data);
  throw new TypeError('a trigger without zone, time and data');
}

function operandOfData(trigger: DataTrigger): Operand {
  const { data: name } = trigger;
  const reader = readers[name as DatumName];
  if (reader) return dataOperand(trigger, reader);
  if (name === 'vehicle.alert') return alertOperand(trigger);
  return name.startsWith('vehicle.collision.') ? collisionOperand(trigger) : tripOperand(trigger);
}

function readsOf(operands: readonly Operand[]): Rule['reads'] {
  const isRead = (what: keyof Rule['reads']) => operands.some(({ reads }) => reads?.[what] === true);
  return {
    trip: isRead('trip'),
    alerts: isRead('alerts'),
    changes: isRead('changes'),
    isTimed: isRead('isTimed'),
  };
}

/** What is compared without looking has to be seen; of what is never seen, nothing is to become known. */
function partOf({ groups, reads, isSame }: Operand, index: number, sees: Sees): Part {
  const isTimed = reads?.isTimed === true;
  const isSeen = groups.every((name) => sees(name, 'None'));
  const asked = [...groups, ...(isTimed ? (['trips'] as const) : [])];
  const isEverSeen = asked.some((what) => modes.some((mode) => sees(what, mode)));
  return {
    index,
    seesTrips: sees('trips', 'None'),
    kinds: maskOf(groups),
    isTimed,
    isSame: isSeen ? isSame : isEverSeen ? undefined : isUnknown,
  };
}

const isUnknown: IsSame = (_news, state, { index }) =>
  wasOn(state, index) === undefined && !state.memory?.[index];

const modes: readonly PrivacyMode[] = ['None', 'Geolocation', 'Full'];

/** It is asked with every report: the answers are found once. */
function remembered(sees: Sees): Sees {
  const known: { [_ in PrivacyMode]: Map<string, boolean> } = {
    None: new Map(),
    Geolocation: new Map(),
    Full: new Map(),
  };
  return (what, mode = 'None') => {
    const answer = known[mode].get(what) ?? sees(what, mode);
    known[mode].set(what, answer);
    return answer;
  };
}

function isModal(sees: Sees, operands: readonly Operand[]): boolean {
  const groups = operands.flatMap((operand) => operand.groups);
  const asked = [...groups, 'trips'] as const;
  return asked.some((what) => modes.some((mode) => sees(what, mode) !== sees(what, 'None')));
}
