import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyForm } from '../../console/src/screens/monitors/form/arbitrary.ts';
import { dataChoices } from '../../console/src/screens/monitors/form/data-choices.ts';
import { bodyOf, formOf } from '../../console/src/screens/monitors/form/form.ts';
import { data } from '../../src/monitors/data-table.ts';
import { readMonitorParameter } from '../../src/monitors/parameter/read-monitor-parameter.ts';

describe('the builder of monitors and the server', () => {
  it('agree on what can be watched, and what may be asked of it', () => {
    const told = Object.entries(data).map(([name, datum]) => {
      const { form, ops, faces, ...more } = datum as typeof datum & {
        words?: readonly string[];
        previous?: readonly string[];
      };
      const isNumber = (form as string) === 'number' || (form as string) === 'integer';
      const isFleets = !(faces as readonly string[]).includes('b2c');
      return [
        name,
        { form: isNumber ? 'number' : form, ops, words: more.words, previous: more.previous, isFleets },
      ] as const;
    });
    const offered = Object.entries(dataChoices).map(([name, choice]) => {
      const words = choice.form === 'word' ? choice.words : undefined;
      const { form, ops, previous, fleetsOnly } = choice;
      return [name, { form, ops, words, previous, isFleets: fleetsOnly === true }] as const;
    });
    const sorted = (list: readonly (readonly [string, { ops: readonly string[] }])[]) =>
      Object.fromEntries(list.map(([name, one]) => [name, { ...one, ops: [...one.ops].sort() }]));
    expect(sorted(offered)).toEqual(sorted(told));
  });

  it('agree on every body that the builder can make', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const face = form.webhook ? 'b2b' : 'b2c';
        const hasFleetData = form.conditions.some(
          ({ of }) => of.kind === 'data' && dataChoices[of.data]?.fleetsOnly,
        );
        fc.pre(face === 'b2b' || !hasFleetData);
        const read = readMonitorParameter(face, bodyOf(form));
        expect('faults' in read ? read.faults : []).toEqual([]);
        if ('parameter' in read)
          expect(formOf(read.parameter as never).conditions).toEqual(formOf(bodyOf(form)).conditions);
      }),
    );
  });
});
