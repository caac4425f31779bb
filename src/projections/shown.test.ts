import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteMs } from '../../test/support/clock.ts';
import { fold, morning, reportsOf, type Told } from '../../test/support/vehicles/episodes.ts';
import type { Groups } from '../model/groups.ts';
import type { Report } from '../model/report.ts';
import { currentAlerts } from './current-alerts.ts';
import { currentStolen } from './current-stolen.ts';
import { currentTrip } from './current-trip.ts';
import type { EpisodeStates } from './fold.ts';
import { latestCollision } from './latest-collision.ts';
import { shownState } from './shown.ts';

/** The rows that are left in a view, and the states after all. */
function foldViews(reports: readonly Report[]) {
  let states: EpisodeStates = {};
  const rows = new Map<string, { view: string; row: object }>();
  for (const report of reports) {
    // What is kept between two reports is JSON.
    const step = fold.step(JSON.parse(JSON.stringify(states)), report);
    ({ states } = step);
    for (const { table, id, view = 'both', row } of step.changes) {
      const key = `${table} ${id} ${view === 'excerpt'}`;
      if (row) rows.set(key, { view, row: { table, id, ...row } });
      else rows.delete(key);
    }
  }
  const seen = (other: string) =>
    [...rows.entries()]
      .filter(([, { view }]) => view !== other)
      .map(([key, { row }]) => JSON.stringify({ ...row, key: key.replace(/ (true|false)$/, '') }))
      .toSorted((one, other) => (one < other ? -1 : 1));
  return { states, shown: seen('whole'), whole: seen('excerpt') };
}

const mode = (state: 'None' | 'Geolocation' | 'Full'): Groups => ({ privacy: { state } });
const driving: Groups = { kinetic: { speed: 60, moving: true } };
const standing: Groups = { kinetic: { speed: 0, moving: false } };
const lit: Groups = { alerts: { active: ['FuelLevelLow'] } };
const out: Groups = { alerts: { active: [] } };
const viewsOf = (...told: Told[]) => foldViews(reportsOf(told));
const counts = ({ shown, whole }: ReturnType<typeof foldViews>) => [shown.length, whole.length];

describe('what is shown of a life', () => {
  it('is nothing of what happened while everything was hidden', () => {
    const views = viewsOf(
      [0, mode('Full')],
      [1, lit],
      [2, out],
      [3, driving],
      [9, driving],
      [11, standing],
      [40, mode('None')],
    );
    expect(counts(views)).toEqual([0, 2]);
  });

  it('is everything in a mode that hides positions only', () => {
    const views = viewsOf([0, mode('Geolocation')], [1, lit]);
    expect(views.shown).toEqual(views.whole);
    expect(counts(views)).toEqual([1, 1]);
  });

  it('is the same as the whole again once both are known alike', () => {
    const { states, shown, whole } = viewsOf(
      [0, { ...lit, ...standing, 'energies.Electric.load': { residual: 9000 } }],
      [1, mode('Full')],
      [2, { 'energies.Electric.load': { residual: 8000 } }],
      [3, mode('None')],
      [4, { ...standing, 'energies.Electric.load': { residual: 8000 } }],
    );
    expect(states.shown).toBeUndefined();
    expect(shown).toEqual(whole);
  });

  it('stays apart for as long as something was told only in hiding', () => {
    const { states } = viewsOf(
      [1, mode('Full')],
      [2, lit],
      [3, mode('None')],
      [4, { kinetic: { speed: 0 } }],
    );
    expect(states.shown).toBeDefined();
  });

  it('has nothing of what was told in hiding alone, after the state was kept and read again', () => {
    const { states } = viewsOf(
      [1, mode('Full')],
      [2, { ...lit, ...driving, stolen: { state: true }, collision: { details: [{ side: 'Front' }] } }],
      [3, mode('None')],
    );
    const kept = { projections: JSON.parse(JSON.stringify(states)), memory: {} };
    const told = (state: typeof kept | ReturnType<typeof shownState>) => [
      currentAlerts(1, state).length,
      currentStolen(1, state)?.body.state,
      latestCollision(1, state)?.body.details.length,
      currentTrip(1, state)?.body.done,
    ];
    expect(told(kept)).toEqual([1, true, 1, false]);
    expect(told(shownState(kept))).toEqual([0, undefined, undefined, undefined]);
  });

  const groups = fc.record(
    {
      ignition: fc.constantFrom({ type: 'Start' as const }, { type: 'Stop' as const }),
      kinetic: fc.record({ speed: fc.constantFrom(0, 30, 177) }),
      odometer: fc.record({ mileage: fc.integer({ min: 100, max: 140 }) }),
      position: fc.record({ longitude: fc.constantFrom(2, 2.01, 2.02), latitude: fc.constant(48) }),
      alerts: fc.record({ active: fc.subarray<'FuelLevelLow' | 'RiskOfIce'>(['FuelLevelLow', 'RiskOfIce']) }),
      'alarm.status': fc.constantFrom({ activation: 'Active' as const }, { activation: 'Inactive' as const }),
      collision: fc.constant<NonNullable<Groups['collision']>>({ details: [{ side: 'Front' }] }),
      stolen: fc.record({ state: fc.boolean() }),
    },
    { requiredKeys: [] },
  );
  const hours = fc.record({
    mode: fc.constantFrom('None' as const, 'Full' as const, 'Geolocation' as const),
    told: fc.array(fc.record({ groups, other: groups, minutes: fc.integer({ min: 0, max: 40 }) }), {
      maxLength: 6,
    }),
  });

  it('does not depend on what is told in hiding', () => {
    fc.assert(
      fc.property(fc.array(hours, { maxLength: 8 }), (life) => {
        const tell = (hidden: 'groups' | 'other' | undefined): Report[] => {
          let at = morning;
          let key = 0n;
          const one = (told: Groups) => {
            key += 1n;
            return { vehicleId: 1, key, at, receivedAt: at, source: 'test', groups: told };
          };
          return life.flatMap(({ mode: state, told }) => {
            at += minuteMs;
            const turn = one({ privacy: { state } });
            const rest = told.flatMap((item) => {
              at += item.minutes * minuteMs + 1000;
              if (state !== 'Full') return [one(item.groups)];
              return hidden ? [one(item[hidden])] : [];
            });
            return [turn, ...rest];
          });
        };
        const { shown } = foldViews(tell('groups'));
        expect(shown).toEqual(foldViews(tell('other')).shown);
        const silent = foldViews(tell(undefined)).shown;
        // Keys of reports differ, and nothing else: rows do not know them.
        expect(shown).toEqual(silent);
      }),
      { numRuns: 400 },
    );
  });
});
