import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VehicleState } from '../model/vehicle-state.ts';
import { noTexts, stateFromText, stateText } from './state-text.ts';

const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false });
const aged = fc.record({
  value: fc.dictionary(fc.string(), json),
  at: fc.integer(),
  receivedAt: fc.integer(),
  source: fc.constantFrom('vehicle-link-1', 'openxc'),
});
const groups = fc.dictionary(fc.constantFrom('odometer', 'ignition', 'energies.Fuel'), aged);
const parts = fc.dictionary(fc.constantFrom('trips', 'known', 'privacy', 'memory"s'), json, { maxKeys: 4 });
const states = fc
  .record({ status: fc.option(groups, { nil: undefined }), others: parts, memory: parts })
  .map(({ status, others, memory }) => {
    const projections = status === undefined ? others : { status, ...others };
    return { projections, memory } as unknown as VehicleState;
  });

describe('the text of a state', () => {
  it('says what JSON.stringify says, whatever was written with the same texts before', () => {
    fc.assert(
      fc.property(
        fc.array(states, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.boolean()),
        (all, keep) => {
          const texts = noTexts();
          let before: VehicleState | undefined;
          for (const state of all) {
            const next = before && keep.next().value ? mixed(before, state) : state;
            expect(stateFromText(stateText(next, texts))).toEqual(JSON.parse(JSON.stringify(next)));
            before = next;
          }
        },
      ),
    );
  });
});

/** Some parts stay the very same objects, as from one report to the next. */
function mixed(before: VehicleState, after: VehicleState): VehicleState {
  return { projections: { ...after.projections, ...before.projections }, memory: after.memory };
}
