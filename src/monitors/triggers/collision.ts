import type { Collision } from '../../model/episodes.ts';
import type { DataTrigger } from '../../model/monitor.ts';
import { changedRows, isHidden, type View } from '../view.ts';
import { type Operand, still, unknown } from './operand.ts';

const groups = ['collision'] as const;

/** A collision is a pulse: true with the report that tells of one with such a side or severity. */
export function collisionOperand({ data, value = [] }: DataTrigger): Operand {
  const part = data === 'vehicle.collision.side' ? 'side' : 'severity';
  const isAsked = ({ body: { details } }: { body: Collision }) =>
    details.some((one) => value.includes(one[part] ?? ''));
  const asked = (view: View) => changedRows<Collision>(view, 'collisions', 'collision').filter(isAsked);
  return {
    groups,
    reads: { changes: true },
    look(view) {
      if (isHidden(view, groups)) return unknown;
      return asked(view).length > 0 ? { is: true, isPulse: true, former: false } : still;
    },
    tell(view) {
      const objectValues = asked(view).map(objectOf);
      return objectValues.length > 0
        ? { data, value: { type: 'obj.collision', body: { objectValues } } }
        : undefined;
    },
  };
}

/** A collision as the API has it, without links. */
function objectOf({ id, body }: { id: string; body: Collision }): object {
  const { createdAt: at, position, ...told } = body;
  const createdAt = new Date(at).toISOString();
  return { id, createdAt, updatedAt: createdAt, ...told };
}
