import { describe, expect, it } from 'vitest';
import { fold, reportsOf, type Told } from '../../test/support/vehicles/episodes.ts';
import type { EpisodeStates } from './fold.ts';

/** For each row of a table, in order of its changes, whether it was private then. */
function privacyOf(table: string, told: readonly Told[]): boolean[] {
  let states: EpisodeStates = {};
  return reportsOf(told).flatMap((report) => {
    const step = fold.step(states, report);
    ({ states } = step);
    return step.changes.flatMap((change) =>
      change.table === table && change.row ? [change.row.isPrivate] : [],
    );
  });
}

const full = { privacy: { state: 'Full' as const } };
const none = { privacy: { state: 'None' as const } };
const lit = { alerts: { active: ['FuelLevelLow' as const] } };
const out = { alerts: { active: [] } };
const driving = { kinetic: { speed: 60, moving: true } };
const standing = { kinetic: { speed: 0, moving: false } };

describe('an alert', () => {
  it('is private where the driver hides everything from its beginning to its end', () => {
    expect(
      privacyOf('alerts', [
        [0, full],
        [1, lit],
        [2, out],
        [3, none],
      ]),
    ).toEqual([true, true]);
  });

  it('is not where it began before, or ends after that', () => {
    expect(
      privacyOf('alerts', [
        [0, lit],
        [1, full],
        [2, out],
      ]),
    ).toEqual([false, false]);
    expect(
      privacyOf('alerts', [
        [0, full],
        [1, lit],
        [2, none],
        [3, out],
      ]),
    ).toEqual([true, false, false]);
    expect(
      privacyOf('alerts', [
        [0, full],
        [1, lit],
        [2, { ...none, ...out }],
      ]),
    ).toEqual([true, false]);
  });

  it('is not for a mode that hides positions only', () => {
    expect(
      privacyOf('alerts', [
        [0, { privacy: { state: 'Geolocation' } }],
        [1, lit],
      ]),
    ).toEqual([false]);
  });

  it('stays in the open once it was there', () => {
    const told: Told[] = [
      [0, full],
      [1, lit],
      [2, none],
      [3, full],
      [4, out],
    ];
    expect(privacyOf('alerts', told)).toEqual([true, false, false]);
  });
});

describe('a trip', () => {
  it('that came to rest while everything was hidden is private, though that is known only later', () => {
    const told: Told[] = [
      [0, full],
      [1, driving],
      [5, driving],
      [6, standing],
      [8, none],
      [40, none],
    ];
    expect(privacyOf('trips', told).at(-1)).toBe(true);
    expect(privacyOf('trips', told)).not.toContain(false);
  });

  it('that goes on in the open is not', () => {
    const told: Told[] = [
      [0, full],
      [1, driving],
      [5, driving],
      [6, standing],
      [8, none],
      [9, driving],
    ];
    expect(privacyOf('trips', told).at(-1)).toBe(false);
  });
});
