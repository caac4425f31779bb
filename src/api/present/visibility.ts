import { covers, groupScopes } from '../../auth/scopes.ts';
import type { Sight } from '../../auth/sight.ts';
import { type GroupName, groupNames, maskOf } from '../../model/groups.ts';
import { hidesGroup } from '../../model/privacy.ts';

export type PrivacyMode = 'None' | 'Geolocation' | 'Full';

/** Kinds of data that whole resources stand for, with the scope of each. */
const dataScopes = {
  positions: 'data:position',
  maintenance: 'data:telemetry:vehicle:maintenance',
  alarms: 'data:telemetry:vehicle:alarm',
  trips: 'data:trip',
  alerts: 'data:alert',
  collisions: 'data:collision',
  stolen: 'data:stolen',
} as const;

/** `telemetry` is the history of reports: it is open where any group of it is. */
export type DataKind = keyof typeof dataScopes | 'telemetry';

/** Groups that are in no history of reports: they have resources of their own. */
const isOfEpisode: ReadonlySet<GroupName> = new Set(['alerts', 'collision', 'stolen']);

/** What a viewer may see of a vehicle now: this file is the one place that decides it. */
export type Visibility = {
  /** Groups of the newest state. */
  groups: ReadonlySet<GroupName>;
  /** Resources that are open; the others answer 404 with 40499. */
  kinds: ReadonlySet<DataKind>;
  /** Groups of a report that was made under a privacy mode. */
  groupsOf(modeThen: PrivacyMode): ReadonlySet<GroupName>;
  /** Whether a position that was measured under a privacy mode may be shown, wherever it stands. */
  seesPosition(modeThen: PrivacyMode): boolean;
  /** Whether episodes are seen with what the driver hid. */
  seesPrivate: boolean;
  /** What would be open but for the privacy mode, or but for services that do not upload it: so much may be told. */
  withheld: { privacy: PrivacyMode; services: readonly DataKind[] };
  /** The same for viewers who see the same. */
  key: string;
};

const hidesKind: Record<PrivacyMode, (kind: DataKind) => boolean> = {
  None: () => false,
  Geolocation: (kind) => kind === 'positions',
  Full: () => true,
};

const remembered = new WeakMap<Sight, Partial<Record<PrivacyMode, Visibility>>>();

/** What somebody with this sight may see of a vehicle that is in a privacy mode now. */
export function visibilityOf(sight: Sight, mode: PrivacyMode): Visibility {
  const known = remembered.get(sight) ?? {};
  const visibility = known[mode] ?? compute(sight, mode);
  if (!known[mode]) remembered.set(sight, { ...known, [mode]: visibility });
  return visibility;
}

function compute(sight: Sight, mode: PrivacyMode): Visibility {
  const now = sight.isPrivate ? mode : 'None';
  const isOpen = (scope: string) =>
    covers(sight.scopes, scope) && sight.services.every((uploaded) => covers(uploaded, scope));
  const groups = groupNames.filter((name) => isOpen(groupScopes[name]) && !hidesGroup[now](name));
  const groupsOf = (then: PrivacyMode) =>
    sight.isPrivate ? new Set(groups.filter((name) => !hidesGroup[then](name))) : new Set(groups);
  const byMode = { None: groupsOf('None'), Geolocation: groupsOf('Geolocation'), Full: groupsOf('Full') };
  const kinds = openKinds(isOpen, { now, hasGroups: groups.some((name) => !isOfEpisode.has(name)) });
  return {
    groups: new Set(groups),
    kinds,
    groupsOf: (then) => byMode[then],
    seesPosition: (then) => kinds.has('positions') && (then === 'None' || !sight.isPrivate),
    seesPrivate: !sight.isPrivate,
    withheld: { privacy: isOpen(groupScopes.privacy) ? now : 'None', services: notUploaded(sight) },
    key: `${maskOf(groups)} ${[...kinds].join()} ${sight.isPrivate}`,
  };
}

/** Kinds that somebody was granted a part of, and that some service they come by leaves out. */
function notUploaded({ scopes, services }: Sight): DataKind[] {
  const asked = { telemetry: 'data:telemetry', ...dataScopes };
  const touches = (granted: readonly string[], scope: string) =>
    covers(granted, scope) || granted.some((one) => covers([scope], one));
  const kinds = Object.entries(asked).filter(
    ([, scope]) => touches(scopes, scope) && !services.every((uploaded) => touches(uploaded, scope)),
  );
  return kinds.map(([kind]) => kind as DataKind);
}

function openKinds(
  isOpen: (scope: string) => boolean,
  { now, hasGroups }: { now: PrivacyMode; hasGroups: boolean },
) {
  const named = Object.keys(dataScopes) as (keyof typeof dataScopes)[];
  const kinds = new Set<DataKind>(named.filter((kind) => isOpen(dataScopes[kind]) && !hidesKind[now](kind)));
  if (hasGroups && !hidesKind[now]('telemetry')) kinds.add('telemetry');
  return kinds;
}
