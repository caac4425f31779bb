import type { Zone } from '../../model/monitor.ts';
import type { Memory } from '../rule.ts';
import { isHidden, toldIn, type View } from '../view.ts';
import { areaOf, type Contains } from './area.ts';
import { type Look, type Operand, unknown } from './operand.ts';

const groups = ['position'] as const;

/**
 * True on one side of a border. What counts before is the side that is remembered, also over a time in which
 * no position could be seen; of a vehicle never seen before, the side where it is: a first fix is no crossing.
 */
export function zoneOperand(zone: Zone): Operand {
  const contains = areaOf(zone);
  const isWanted = (inside: boolean) => inside === (zone.transition === 'In');
  const minMs = (zone.minDuration ?? 0) * 1000;
  return {
    groups,
    isSame({ after }, { memory }, { index }) {
      const own = memory?.[index];
      const position = after.projections.status?.position;
      if (own?.inside === undefined || own.since !== undefined || !position) return false;
      return contains(position.value) === own.inside;
    },
    look(view, _was, memory) {
      const position = view.state.projections.status?.position;
      if (!position || isHidden(view, groups)) return { ...unknown, memory };
      const isIn = contains(position.value);
      const remembered = memory?.inside === undefined ? begin(view, contains, isIn) : memory;
      const next = advance(remembered, { isIn, since: position.at, until: view.now, minMs });
      const look: Look = {
        is: isWanted(next.inside === true),
        former: isWanted(remembered.inside === true),
        memory: next,
      };
      if (next.since !== undefined) look.dueAt = next.since + minMs;
      return look;
    },
  };
}

function begin(view: View, contains: Contains, isIn: boolean): Memory {
  const before = toldIn(view, view.before)('position');
  return { inside: before ? contains(before) : isIn };
}

type Side = { isIn: boolean; since: number; until: number; minMs: number };

/** The other side counts when the vehicle has been there for long enough. */
function advance(memory: Memory, { isIn, since: seenAt, until, minMs }: Side): Memory {
  if (memory.inside === isIn) return memory.since === undefined ? memory : { inside: isIn };
  const since = memory.since ?? seenAt;
  if (until - since >= minMs) return { inside: isIn };
  return memory.since === undefined ? { ...memory, since } : memory;
}
