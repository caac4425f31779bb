import type { Sight } from '../../auth/sight.ts';
import type { Sees } from '../../monitors/rule.ts';
import { visibilityOf } from './visibility.ts';

/** What a monitor may look at: what whoever made it may see. */
export function seesOf(sight: Sight): Sees {
  return (what, mode = 'None') => {
    const { groups, kinds, seesPrivate } = visibilityOf(sight, mode);
    if (what === 'hidden') return seesPrivate;
    return what === 'trips' ? kinds.has('trips') : groups.has(what);
  };
}
