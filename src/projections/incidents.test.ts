import { describe, expect, it } from 'vitest';
import { at, foldAll, north } from '../../test/support/vehicles/episodes.ts';
import type { Alert } from '../model/episodes.ts';
import type { Groups } from '../model/groups.ts';

const lit = (...active: Alert['type'][]): Groups => ({ alerts: { active } });
const place = (km: number, minutes: number) => ({ ...north(km).position, at: at(minutes), privacy: 'None' });

describe('alerts', () => {
  it('open when they are listed and close when they no longer are, with the positions known then', () => {
    const { of } = foldAll([
      [0, { ...north(0), ...lit('FuelLevelLow') }],
      [1, lit('FuelLevelLow', 'RiskOfIce')],
      [2, { kinetic: { speed: 3 } }],
      [3, { ...north(1), ...lit('RiskOfIce') }],
    ]);
    expect(of('alerts')).toEqual([
      {
        type: 'FuelLevelLow',
        active: false,
        startedAt: at(0),
        startPosition: place(0, 0),
        endAt: at(3),
        endPosition: place(1, 3),
      },
      { type: 'RiskOfIce', active: true, startedAt: at(1), startPosition: place(0, 0) },
    ]);
  });

  it('that are lit again are other ones', () => {
    const { of } = foldAll([
      [0, lit('FuelLevelLow')],
      [1, lit()],
      [2, lit('FuelLevelLow', 'FuelLevelLow')],
    ]);
    expect(of('alerts')).toMatchObject([
      { active: false, endAt: at(1) },
      { active: true, startedAt: at(2) },
    ]);
  });
});

describe('alarms', () => {
  it('have an entry for each change of the status and each new trigger', () => {
    const trigger = { type: 'RoofBreakIn' as const, startAt: '2026-05-04T06:02:00.000Z' };
    const { of } = foldAll([
      [0, { ...north(0), 'alarm.status': { activation: 'Active' } }],
      [1, { 'alarm.status': { activation: 'Active' } }],
      [2, { 'alarm.trigger': trigger }],
      [3, { 'alarm.trigger': trigger, 'alarm.status': { activation: 'Inactive' } }],
      [4, { 'alarm.trigger': { ...trigger, startAt: '2026-05-04T06:04:00.000Z' } }],
    ]);
    expect(of('alarms')).toEqual([
      { kind: 'status', createdAt: at(0), activation: 'Active' },
      { kind: 'trigger', createdAt: at(2), ...trigger, position: place(0, 0) },
      { kind: 'status', createdAt: at(3), activation: 'Inactive' },
      {
        kind: 'trigger',
        createdAt: at(4),
        type: 'RoofBreakIn',
        startAt: '2026-05-04T06:04:00.000Z',
        position: place(0, 0),
      },
    ]);
  });
});

describe('triggers of the alarm', () => {
  const trigger = (type: 'RoofBreakIn' | 'HoodDoorBreakIn', minutes: number): Groups => ({
    'alarm.trigger': { type, startAt: new Date(at(minutes)).toISOString() },
  });

  it('are one for each type and start, also with others in between', () => {
    const { of } = foldAll([
      [1, trigger('RoofBreakIn', 0)],
      [2, trigger('HoodDoorBreakIn', 1)],
      [3, trigger('RoofBreakIn', 0)],
      [4, trigger('RoofBreakIn', 3)],
    ]);
    expect(of('alarms')).toMatchObject([{ createdAt: at(1) }, { createdAt: at(2) }, { createdAt: at(4) }]);
  });

  it('of one time are all kept', () => {
    const { of } = foldAll([
      [5, trigger('RoofBreakIn', 0)],
      [5, trigger('RoofBreakIn', 1)],
      [5, { 'alarm.status': { activation: 'Active' } }],
      [5, { 'alarm.status': { activation: 'Inactive' } }],
    ]);
    expect(of('alarms')).toHaveLength(4);
  });
});

describe('collisions', () => {
  it('of one time are all kept, each once', () => {
    const front = { collision: { details: [{ side: 'Front' as const }] } };
    const rear = { collision: { details: [{ side: 'Rear' as const }] } };
    const { of } = foldAll([
      [0, front],
      [0, rear],
      [0.5, front],
    ]);
    expect(of('collisions')).toMatchObject([
      { createdAt: at(0), details: [{ side: 'Front' }] },
      { createdAt: at(0), details: [{ side: 'Rear' }] },
    ]);
  });

  it('are one for each report, unless it says the same again within a minute', () => {
    const front = { collision: { details: [{ side: 'Front' as const }], tippedOver: false } };
    const { of } = foldAll([
      [0, front],
      [0.5, front],
      [1.4, front],
      [1.5, { collision: { details: [{ side: 'Rear' }] } }],
      [9, { ...front, ...north(2) }],
    ]);
    expect(of('collisions')).toEqual([
      { details: [{ side: 'Front' }], tippedOver: false, createdAt: at(0) },
      { details: [{ side: 'Rear' }], createdAt: at(1.5) },
      { details: [{ side: 'Front' }], tippedOver: false, createdAt: at(9), position: place(2, 9) },
    ]);
  });
});

describe('stolen episodes', () => {
  it('last from true to false', () => {
    const { of } = foldAll([
      [0, { stolen: { state: false } }],
      [1, { ...north(0), stolen: { state: true } }],
      [2, { stolen: { state: true } }],
      [3, { ...north(1), stolen: { state: false } }],
      [4, { stolen: { state: true } }],
    ]);
    expect(of('stolen_episodes')).toEqual([
      {
        state: false,
        startedAt: at(1),
        startPosition: place(0, 1),
        endAt: at(3),
        endPosition: place(1, 3),
      },
      { state: true, startedAt: at(4), startPosition: place(1, 3) },
    ]);
  });
});
