import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../api/problem.ts';
import { anyForm, anyTree } from './arbitrary.ts';
import { newData, newZone } from './conditions.ts';
import { clockOf, durationOf, secondsBetween, secondsFrom, secondsOf } from './durations.ts';
import { faultsAt, faultsFrom, missingIn } from './faults.ts';
import { bodyOf, formOf, newForm, withCondition, withTree } from './form.ts';
import { group, leaf, type Node, replaced, textOf, tidy, treeFrom } from './tree.ts';

describe('a monitor in the builder', () => {
  it('is the same when its body is read back', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        expect(formOf(bodyOf(form))).toEqual(form);
      }),
    );
  });

  it('names its conditions itself, and forgets those that are taken out', () => {
    const insert = (tree: typeof newForm.tree, name: string) => ({
      ...tree,
      members: [...tree.members, leaf(name)],
    });
    const one = withCondition(newForm, newZone, insert);
    const two = withCondition(one, newData('vehicle.kinetic.speed'), insert);
    expect(textOf(two.tree)).toBe('A & B');
    const without = withTree(
      two,
      replaced(two.tree, [0], () => undefined),
    );
    expect(without.conditions.map(({ name }) => name)).toEqual(['B']);
    expect(withCondition(without, newZone, insert).conditions.map(({ name }) => name)).toEqual(['B', 'A']);
  });

  it('keeps what the console does not edit', () => {
    const body = {
      label: 'x',
      subscribeParam: { callbackAttributes: { webhook: [] }, refreshEvent: 60 },
      attributes: [{ type: 'Body' as const, key: 'a', value: 'b' }],
      triggerParam: {
        triggers: [
          { name: 'a', data: { data: 'vehicle.odometer', op: 'greaterThan' as const, value: ['5'] } },
        ],
        boolExp: 'a',
      },
    };
    expect(bodyOf(formOf(body))).toEqual(body);
  });
});

const isTrue = (node: Node, on: ReadonlySet<string>): boolean => {
  if (node.kind === 'leaf') return on.has(node.name) !== node.isNot;
  const all = node.members.map((member) => isTrue(member, on));
  return (node.op === 'all' ? all.every(Boolean) : all.some(Boolean)) !== node.isNot;
};

describe('how conditions are combined', () => {
  it('means the same as text, whatever is nested in what', () => {
    fc.assert(
      fc.property(anyTree, fc.uniqueArray(fc.constantFrom('a', 'b', 'c')), (tree, names) => {
        const on = new Set(names);
        const read = treeFrom(textOf(tree));
        expect(read).toEqual(tidy(tree));
        expect(read && isTrue(read, on)).toBe(isTrue(tree, on));
      }),
    );
  });

  it.each([
    ['a & b | !c', group('any', [group('all', [leaf('a'), leaf('b')]), leaf('c', true)])],
    ['!(a|b)', group('any', [leaf('a'), leaf('b')], true)],
    ['!!a', group('all', [leaf('a')])],
    ['((a & b)) & c', group('all', [leaf('a'), leaf('b'), leaf('c')])],
  ])('is read from %s', (text, tree) => expect(treeFrom(text)).toEqual(tree));

  it.each(['', 'a &', '(a', 'a b', '& a'])('is not read from %j', (text) =>
    expect(treeFrom(text)).toBeUndefined(),
  );
});

describe('durations and clocks', () => {
  it('are the same when they are read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 604_800 }), (seconds) => {
        expect(secondsOf(durationOf(seconds))).toBe(seconds);
        expect(secondsFrom(clockOf(seconds))).toBe(seconds % 86_400);
      }),
    );
    expect(['P1D', 'P1Y', 'P1M', 'PT', 'soon'].map(secondsOf)).toEqual([
      86_400,
      31_536_000,
      2_592_000,
      undefined,
      undefined,
    ]);
  });

  it('go over midnight, and once around where they are equal', () => {
    expect([secondsBetween(100, 200), secondsBetween(200, 100), secondsBetween(5, 5)]).toEqual([
      100, 86_300, 86_400,
    ]);
  });
});

describe('faults', () => {
  it('are found at their places in what the server says', () => {
    const message =
      'The body of the request is wrong: label: missing, expected a text; triggerParam.triggers[0].data.op: "onChange", expected one of equalsTo; extendedEventParam[0]: "x", expected one of a, b; of vehicle.telemetry a part, as in vehicle.telemetry.x';
    const faults = faultsFrom(new ProblemError(400, { code: 40003, message })) ?? [];
    expect(faults.map(({ path }) => path)).toEqual([
      'label',
      'triggerParam.triggers[0].data.op',
      'extendedEventParam[0]',
    ]);
    expect(faults[2]?.told).toContain('of vehicle.telemetry a part');
    expect(faultsAt(faults, 'triggerParam.triggers[0]')).toHaveLength(1);
    expect(faultsAt(faults, 'triggerParam.triggers[01]')).toEqual([]);
    expect(faultsFrom(new ProblemError(400, { code: 40010 }))).toBeUndefined();
  });

  it('are seen before anybody is asked', () => {
    const conditions = [
      { name: 'A', of: newZone },
      { name: 'B', of: newData('vehicle.kinetic.speed') },
    ];
    expect(missingIn({ ...newForm, conditions })).toEqual([
      { path: 'label', missing: 'label' },
      { path: 'triggerParam.triggers[0].zone', missing: 'area' },
      { path: 'triggerParam.triggers[1].data.value', missing: 'number' },
    ]);
    fc.assert(
      fc.property(anyForm, (form) => {
        expect(missingIn(form)).toEqual([]);
      }),
    );
  });
});
