import type { Access } from '../../auth/access.ts';
import { covers, groupScopes } from '../../auth/scopes.ts';
import { type GroupName, groupNames, maskOf } from '../../model/groups.ts';

export type PrivacyMode = 'None' | 'Geolocation' | 'Full';

/** What a reader may see: the one place that decides it. */
export type Visibility = {
  groups: ReadonlySet<GroupName>;
  /** The same for the same set. */
  key: string;
};

const hiddenBy: Record<PrivacyMode, (name: GroupName) => boolean> = {
  None: () => false,
  Geolocation: (name) => name === 'position',
  Full: (name) => name !== 'privacy',
};

const remembered = new WeakMap<Access, Map<PrivacyMode, Visibility>>();

/** The groups that the scopes of an access cover and that the privacy mode of the vehicle leaves. */
export function visibilityOf(access: Access, mode: PrivacyMode): Visibility {
  let byMode = remembered.get(access);
  if (!byMode) {
    byMode = new Map();
    remembered.set(access, byMode);
  }
  let visibility = byMode.get(mode);
  if (!visibility) {
    visibility = compute(access.scopes, mode);
    byMode.set(mode, visibility);
  }
  return visibility;
}

function compute(scopes: readonly string[], mode: PrivacyMode): Visibility {
  const groups = groupNames.filter((name) => covers(scopes, groupScopes[name]) && !hiddenBy[mode](name));
  return { groups: new Set(groups), key: String(maskOf(groups)) };
}
