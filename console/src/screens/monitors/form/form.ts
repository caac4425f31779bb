import type { MonitorBody } from '../../../api/model.ts';
import { type Condition, conditionOf, triggerOf } from './conditions.ts';
import { type Group, group, leaf, namesIn, textOf, tidy, treeFrom } from './tree.ts';

type Subscribe = NonNullable<MonitorBody['subscribeParam']>;

/** What the console does not edit of a monitor, kept as it was. */
export type Kept = Pick<MonitorBody, 'attributes'> & { subscribe?: Partial<Subscribe> };

/** A monitor as it stands in the builder. */
export type MonitorForm = {
  label: string;
  conditions: readonly Condition[];
  tree: Group;
  /** Seconds between reminders; 0 for none. */
  remindEveryS: number;
  /** What an event brings along. */
  extended: readonly string[];
  /** Of fleets: where it tells. */
  webhook?: NonNullable<NonNullable<Subscribe['callback']>['webhook']>;
  kept: Kept;
};

export const conditionsMost = 5;

export const newForm: MonitorForm = {
  label: '',
  conditions: [],
  tree: group('all', []),
  remindEveryS: 0,
  extended: [],
  kept: {},
};

/** The body that makes or changes a monitor. */
export function bodyOf({
  label,
  conditions,
  tree,
  remindEveryS,
  extended,
  webhook,
  kept,
}: MonitorForm): MonitorBody {
  const { subscribe, ...others } = kept;
  const subscribeParam = {
    ...(remindEveryS > 0 ? { refreshEvent: remindEveryS } : {}),
    ...(webhook ? { callback: { webhook } } : {}),
    ...subscribe,
  };
  return {
    label,
    ...(Object.keys(subscribeParam).length > 0 ? { subscribeParam } : {}),
    ...others,
    ...(extended.length > 0 ? { extendedEventParam: [...extended] } : {}),
    triggerParam: { triggers: conditions.map(triggerOf), boolExp: textOf(tree) },
  };
}

/** The form of a monitor. Triggers that its expression does not name are left out: nobody looks at them. */
export function formOf({
  label,
  subscribeParam = {},
  extendedEventParam = [],
  triggerParam,
  ...others
}: MonitorBody): MonitorForm {
  const { refreshEvent = 0, callback, ...subscribe } = subscribeParam;
  const all = triggerParam.triggers.map(conditionOf);
  const tree =
    treeFrom(triggerParam.boolExp) ??
    group(
      'all',
      all.map(({ name }) => leaf(name)),
    );
  const named = new Set(namesIn(tree));
  return {
    label,
    conditions: all.filter(({ name }) => named.has(name)),
    tree,
    remindEveryS: refreshEvent,
    extended: extendedEventParam,
    ...(callback?.webhook ? { webhook: callback.webhook } : {}),
    kept: { ...others, ...(Object.keys(subscribe).length > 0 ? { subscribe } : {}) },
  };
}

/** The same with a condition beside the others of a group, under a name of its own. */
export function withCondition(
  form: MonitorForm,
  of: Condition['of'],
  insert: (tree: Group, name: string) => Group,
): MonitorForm {
  const name = freeName(form.conditions);
  return { ...form, conditions: [...form.conditions, { name, of }], tree: insert(form.tree, name) };
}

/** A, B, C, …: short, as they stand in the expression. */
function freeName(conditions: readonly Condition[]): string {
  const taken = new Set(conditions.map(({ name }) => name));
  const free = [...'ABCDEFGHIJ'].find((name) => !taken.has(name));
  return free ?? `X${conditions.length}`;
}

/** The same with another tree; conditions that it does not name any more are gone. */
export function withTree(form: MonitorForm, tree: Group): MonitorForm {
  const named = new Set(namesIn(tree));
  return { ...form, tree, conditions: form.conditions.filter(({ name }) => named.has(name)) };
}

export function withChanged(form: MonitorForm, name: string, of: Condition['of']): MonitorForm {
  return { ...form, conditions: form.conditions.map((one) => (one.name === name ? { name, of } : one)) };
}

export const tidyForm = (form: MonitorForm): MonitorForm => ({ ...form, tree: tidy(form.tree) });
