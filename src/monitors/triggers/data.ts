import type { DataTrigger } from '../../model/monitor.ts';
import type { Status, VehicleState } from '../../model/vehicle-state.ts';
import { type Datum, type DatumName, data } from '../data-table.ts';
import type { DatumReader } from '../read-datum.ts';
import { type Memory, wasOn } from '../rule.ts';
import { isHidden, type Told, toldIn, type View } from '../view.ts';
import { comparison, comparisonBefore, type Holds } from './compare.ts';
import { type IsSame, type Look, literal, type Operand, off, on, still, unknown } from './operand.ts';

type Asked = {
  trigger: DataTrigger;
  reader: DatumReader;
  holds: Holds;
  heldBefore: Holds;
};

/** A datum of the newest state against the values of a trigger. */
export function dataOperand(trigger: DataTrigger, reader: DatumReader): Operand {
  const datum: Datum = data[trigger.data as DatumName];
  const asked = { trigger, reader, holds: comparison(trigger, datum), heldBefore: comparisonBefore(trigger) };
  const { groups } = reader;
  return {
    groups,
    ...(reader.key || reader.isIncident ? {} : { isSame: sameFor(asked) }),
    look(view, was, memory) {
      if (isHidden(view, groups)) return unknown;
      const now = reader.read(toldIn(view, view.state));
      return now === undefined
        ? untold(view, { asked, was, memory })
        : told(view, now, { asked, was, memory });
    },
    tell(view, { memory, previous }) {
      const value = reader.read(toldIn(view, view.state)) ?? memory?.last;
      if (value === undefined) return undefined;
      return { ...literal(trigger.data, value), ...(previous === undefined ? {} : { previous }) };
    },
  };
}

const nothing: Status = {};

/** Where only the value counts, on the same side of what is asked; else told again as it was before. */
function sameFor({ trigger, reader: { read }, holds }: Asked): IsSame {
  const isLevel = trigger.op !== 'onChange' && !trigger.previous;
  let status = nothing;
  const told: Told = (name) => status[name]?.value as never;
  const valueIn = ({ projections }: VehicleState) => {
    status = projections.status ?? nothing;
    return read(told);
  };
  return ({ before, after }, state, { index }) => {
    if (state.memory?.[index]) return false;
    const now = valueIn(after);
    return isLevel && now !== undefined ? holds(now) === wasOn(state, index) : now === valueIn(before);
  };
}

type Stand = { asked: Asked; was: boolean | undefined; memory: Memory | undefined };

/** The newest report of the group leaves it out: it stays what it was. */
function untold(view: View, { asked: { trigger, reader }, was, memory }: Stand): Look {
  const last = reader.read(toldIn(view, view.before));
  const kept = last === undefined ? memory : { ...memory, last };
  return trigger.op === 'onChange' ? { ...still, memory: kept } : { is: was, memory: kept };
}

function told(view: View, now: string | number, { asked, was, memory }: Stand): Look {
  const { trigger, reader } = asked;
  const before = priorOf(view, reader, memory);
  const isChanged = before !== undefined && isOther(view, reader, { now, before });
  if (trigger.op === 'onChange') return pulse(asked, isChanged ? before : undefined);
  if (!asked.holds(now)) return off;
  if (trigger.previous) return latched(asked, { was, memory, before: isChanged ? before : undefined });
  return isChanged && reader.isIncident ? { is: true, former: false } : on;
}

const priorOf = (view: View, { read }: DatumReader, memory: Memory | undefined) =>
  read(toldIn(view, view.before)) ?? memory?.last;

/** Whether it is another value, or the same for another reason. */
function isOther(
  view: View,
  { key }: DatumReader,
  { now, before }: { now: string | number; before: string | number },
): boolean {
  if (view.state === view.before) return false;
  if (!key) return now !== before;
  return key(toldIn(view, view.state)) !== key(toldIn(view, view.before));
}

/** True for the moment that brings the change. */
function pulse({ heldBefore, trigger }: Asked, before: string | number | undefined): Look {
  if (before === undefined || !heldBefore(before)) return still;
  const look: Look = { is: true, isPulse: true, former: false };
  if (trigger.previous) look.previous = String(before);
  return look;
}

type Latch = { was: boolean | undefined; memory: Memory | undefined; before: string | number | undefined };

/** It became true out of the right value, and stays so for as long as it holds. */
function latched({ heldBefore }: Asked, { was, memory, before }: Latch): Look {
  if (was && memory?.was !== undefined)
    return { is: true, memory: { was: memory.was }, previous: memory.was };
  if (before === undefined || !heldBefore(before)) return off;
  const value = String(before);
  return { is: true, memory: { was: value }, previous: value };
}
