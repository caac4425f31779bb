import type { Sight } from '../../auth/sight.ts';
import type { Sees } from '../../monitors/rule.ts';
import { visibilityOf } from './visibility.ts';

/** What a monitor may look at: what whoever made it may see. */
export function seesOf(sight: Sight): Sees {
  return (what, mode = 'None') => {
    const { groups, kinds } = visibilityOf(sight, mode);
    return what === 'trips' ? kinds.has('trips') : groups.has(what);
  };
}
