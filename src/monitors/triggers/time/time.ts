import type { TimeTrigger } from '../../../model/monitor.ts';
import { wasOn } from '../../rule.ts';
import { newest } from '../../view.ts';
import { type Look, type Operand, off, unknown } from '../operand.ts';
import { inUseUntil, seesUse, useEndsAt } from './in-use.ts';
import { windowsOf } from './windows.ts';

const groups = ['kinetic'] as const;
const stale: Look = { is: false, memory: { isStale: true } };

/** True while the vehicle is in use within the hours. Edges matter only while it is. */
export function timeOperand(time: TimeTrigger): Operand {
  const windowAt = windowsOf(time);
  return {
    groups,
    reads: { isTimed: true },
    isSame({ at, after }, state, { index, seesTrips }) {
      if (state.memory?.[index]) return false;
      const ends = useEndsAt(after, seesTrips);
      if (ends === 0) return wasOn(state, index) === false;
      const now = newest(at, after, state);
      if (state.dueAt === undefined || state.dueAt <= now || state.dueAt > ends) return false;
      const { isIn, until } = windowAt(now);
      return isIn === wasOn(state, index) && state.dueAt <= until;
    },
    look(view) {
      if (!seesUse(view)) return unknown;
      const useEndsAt = inUseUntil(view);
      if (useEndsAt === undefined) return off;
      if (useEndsAt <= view.now) return stale;
      const { isIn, until } = windowAt(view.now);
      return { is: isIn, dueAt: Math.min(until, useEndsAt) };
    },
  };
}
