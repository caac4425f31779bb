import fc from 'fast-check';
import { weekDays } from '../../../words/week-words.ts';
import type { Condition, ConditionForm, DataForm, ZoneForm } from './conditions.ts';
import { dataChoices } from './data-choices.ts';
import type { MonitorForm } from './form.ts';
import type { DailyForm, EntryForm, TimeForm } from './times.ts';
import { type Group, group, leaf, type Node, tidy } from './tree.ts';

/** Whole forms for property tests: everything that the builder can make. */

const degrees = (most: number) =>
  fc.integer({ min: -most * 1000, max: most * 1000 }).map((value) => value / 1000);
const point = fc.record({ longitude: degrees(180), latitude: degrees(85) });
const shape = fc.oneof(
  fc.record({
    kind: fc.constant('circle' as const),
    center: point,
    radiusKm: fc.integer({ min: 1, max: 20_000 }),
  }),
  fc.record({
    kind: fc.constant('polygon' as const),
    points: fc.array(point, { minLength: 3, maxLength: 6 }),
  }),
);
const zone: fc.Arbitrary<ZoneForm> = fc.record({
  kind: fc.constant('zone' as const),
  transition: fc.constantFrom('In' as const, 'Out' as const),
  shape,
  minDurationS: fc.integer({ min: 0, max: 86_400 }),
});

const weeks = fc
  .tuple(fc.integer({ min: 1, max: 53 }), fc.integer({ min: 1, max: 53 }))
  .map(([one, other]) => ({
    first: Math.min(one, other),
    last: Math.max(one, other),
  }));
const daily: fc.Arbitrary<DailyForm> = fc.record({
  recurrence: fc.constant('Daily' as const),
  startS: fc.integer({ min: 0, max: 86_399 }),
  durationS: fc.integer({ min: 1, max: 604_800 }),
  days: fc.subarray([...weekDays], { minLength: 1 }),
  weeks: fc.array(weeks, { maxLength: 3 }),
});
const once: fc.Arbitrary<EntryForm> = fc.record({
  recurrence: fc.constant('None' as const),
  start: fc
    .integer({ min: 0, max: 2e9 })
    .map((seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`),
  durationS: fc.option(fc.integer({ min: 1, max: 8_000_000 }), { nil: undefined }),
});
const time: fc.Arbitrary<TimeForm> = fc.record({
  kind: fc.constant('time' as const),
  zone: fc.constantFrom('Europe/Paris', 'UTC', 'America/New_York'),
  entries: fc.array(fc.oneof(daily, once), { minLength: 1, maxLength: 3 }),
});

const data: fc.Arbitrary<DataForm> = fc.constantFrom(...Object.keys(dataChoices)).chain((name) => {
  const choice = dataChoices[name];
  if (!choice) throw new Error(name);
  return fc.constantFrom(...choice.ops).chain((op) => {
    const value = anyValue(name);
    const values =
      op === 'onChange'
        ? fc.constant([])
        : fc.uniqueArray(value, { minLength: 1, maxLength: op === 'includedIn' ? 3 : 1 });
    return values.map((some): DataForm => ({ kind: 'data', data: name, op, values: some }));
  });
});

function anyValue(name: string): fc.Arbitrary<string> {
  const choice = dataChoices[name];
  if (choice?.form === 'word') return fc.constantFrom(...choice.words);
  if (choice?.form === 'boolean') return fc.constantFrom('true', 'false');
  return fc.integer({ min: -500, max: 500_000 }).map((value) => String(value / 10));
}

const condition: fc.Arbitrary<ConditionForm> = fc.oneof(zone, time, data);

const names = ['a', 'b', 'c'];
const anyNode: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(fc.constantFrom(...names), fc.boolean()).map(([name, isNot]) => leaf(name, isNot)),
    fc
      .tuple(
        fc.constantFrom('all' as const, 'any' as const),
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
      )
      .map(([op, members, isNot]) => group(op, members, isNot)),
  ),
})).node;

/** Groups of any kind, also of one member. */
export const anyTree: fc.Arbitrary<Group> = anyNode.map((node) =>
  node.kind === 'group' ? node : group('all', [node]),
);

const simpleTree = (conditions: readonly Condition[], op: Group['op'], nots: readonly boolean[]): Group =>
  tidy(
    group(
      op,
      conditions.map(({ name }, index) => leaf(name, nots[index] ?? false)),
    ),
  );

/** Forms as they are when they are read: whole, and tidy. */
export const anyForm: fc.Arbitrary<MonitorForm> = fc
  .record({
    label: fc.constantFrom('Low', 'At home', 'Über 50'),
    forms: fc.array(condition, { minLength: 1, maxLength: 5 }),
    op: fc.constantFrom('all' as const, 'any' as const),
    nots: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    remindEveryS: fc.constantFrom(0, 60, 3600),
    extended: fc.subarray(['vehicle.position', 'vehicle.status', 'vehicle.alerts']),
    isOfFleet: fc.boolean(),
  })
  .map(({ label, forms, op, nots, remindEveryS, extended, isOfFleet }) => {
    const conditions = forms.map((of, index): Condition => ({ name: 'ABCDE'[index] ?? 'A', of }));
    const webhook = isOfFleet ? { webhook: { name: 'sink', target: 'https://sink.example/events' } } : {};
    return {
      label,
      conditions,
      tree: simpleTree(conditions, op, nots),
      remindEveryS,
      extended,
      ...webhook,
      kept: {},
    };
  });
