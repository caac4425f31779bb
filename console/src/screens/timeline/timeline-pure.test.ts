import { describe, expect, it } from 'vitest';
import type { Alarm, Alert, Collision, Position } from '../../api/model.ts';
import { filtersOf, isWanted, kindsText, listsOf, usualKinds, windowOf } from './event-filters.ts';
import {
  fromAlarms,
  fromAlert,
  fromCollision,
  groupsOf,
  type Incident,
  ordered,
  placeAt,
} from './incidents.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const position = (minute: number, coordinates = [2, 48]): Position =>
  ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties: { createdAt: at(minute) },
  }) as Position;
const links = { self: { href: '' }, vehicle: { href: '' }, position: { href: '' } };

const alert: Alert = {
  _links: { ...links, trips: [{ href: 'http://here/connectedcar/v4/user/vehicles/v/trips/t1' }] },
  id: 'a',
  createdAt: at(1),
  updatedAt: at(1),
  active: true,
  type: 'OilLevelLow',
  severity: 'Warning',
  startedAt: at(1),
  startPosition: position(1),
} as Alert;
const collision = { _links: links, id: 'c', createdAt: at(2), updatedAt: at(2), details: [] } as Collision;

describe('what befell a vehicle', () => {
  it('is open while it lasts, with its place and trips', () => {
    expect(fromAlert(alert, 'v')).toMatchObject({
      key: 'alert-a',
      isOpen: true,
      start: [2, 48],
      trips: ['t1'],
      startedAt: Date.parse(at(1)),
    });
    const { _links, ...others } = alert;
    const hidden = fromAlert({ ...others, _links: links } as Alert, 'v');
    expect(hidden.trips).toBeUndefined();
  });

  it('ranks a collision by its hardest blow', () => {
    const of = (details: Collision['details'], more = {}) =>
      fromCollision({ ...collision, details, ...more }, 'v').severity;
    expect(of([{ side: 'Rear', severity: 'Minimal' }])).toBe('Information');
    expect(
      of([
        { side: 'Rear', severity: 'Minimal' },
        { side: 'Front', severity: 'Major' },
      ]),
    ).toBe('Critical');
    expect(of([{ side: 'Rear', severity: 'Minimal' }], { tippedOver: true })).toBe('Critical');
    expect(of([])).toBe('Warning');
  });

  it('has an alarm that went off open until the alarm is switched off', () => {
    const entries = [
      { _links: links, id: '1', status: { createdAt: at(1), activation: 'Active' } },
      { _links: links, id: '2', trigger: { createdAt: at(2), type: 'RoofBreakIn', startAt: at(2) } },
      { _links: links, id: '3', status: { createdAt: at(4), activation: 'Inactive' } },
      { _links: links, id: '4', trigger: { createdAt: at(5), type: 'RoofBreakIn', startAt: at(5) } },
    ] as Alarm[];
    expect(
      fromAlarms(entries, 'v', true).map(({ kind, isOpen, endedAt }) => [kind, isOpen, endedAt]),
    ).toEqual([
      ['arming', false, undefined],
      ['alarm', false, Date.parse(at(4))],
      ['arming', false, undefined],
      ['alarm', true, undefined],
    ]);
    expect(fromAlarms(entries, 'v', false).at(-1)?.isOpen).toBe(false);
  });

  it('is listed once, open ones first, then the newest first, by day', () => {
    const one = (key: string, minute: number, isOpen: boolean) =>
      ({ key, vehicle: 'v', startedAt: Date.parse(at(minute)), isOpen }) as Incident;
    const all = ordered([
      one('old', 1, false),
      one('lit', 0, true),
      one('new', 5, false),
      one('old', 1, false),
    ]);
    expect(all.map(({ key }) => key)).toEqual(['lit', 'new', 'old']);
    const groups = groupsOf(all, () => 'today');
    expect(groups.map(({ title, items }) => [title, items.length])).toEqual([
      [undefined, 1],
      ['today', 2],
    ]);
  });

  it('was where the way of its trip was at that moment, if the way tells', () => {
    const way = [position(0, [1, 1]), position(5, [2, 2]), position(9, [3, 3])];
    expect(placeAt(way, Date.parse(at(4)))).toEqual([2, 2]);
    expect(placeAt(way, Date.parse(at(30)))).toBeUndefined();
  });
});

describe('filters of events', () => {
  it('are read from the address and written into it', () => {
    expect(filtersOf(new URLSearchParams()).kinds).toEqual(usualKinds);
    expect(filtersOf(new URLSearchParams('kinds=none')).kinds).toEqual([]);
    const filters = filtersOf(new URLSearchParams('kinds=alarm,alert&severity=Warning&from=x&state=open'));
    expect(filters).toMatchObject({ kinds: ['alert', 'alarm'], severity: 'Warning', from: '', isOpen: true });
    expect(kindsText(filters.kinds)).toBe('alert,alarm');
    expect(kindsText(usualKinds)).toBeUndefined();
    expect(kindsText([])).toBe('none');
  });

  it('ask for a time only where it goes forward', () => {
    expect(windowOf({ from: '', to: '' })).toEqual({});
    expect(windowOf({ from: '2026-02-02', to: '2026-02-01' })).toEqual({});
    expect(windowOf({ from: '2026-02-02', to: '' }).timestamps).toMatch(/^2026-02-0.*Z\/$/);
  });

  it('ask for the lists that are needed, of drivers no thefts', () => {
    expect(listsOf(['alarm', 'arming', 'stolen'], false)).toEqual(['alarms', 'stolen']);
    expect(listsOf(usualKinds, true)).toEqual(['alerts', 'collisions', 'alarms']);
  });

  it('let through what is at least as grave', () => {
    const filters = filtersOf(new URLSearchParams('severity=Warning'));
    const incident = fromAlert(alert, 'v');
    expect(isWanted(incident, filters)).toBe(true);
    expect(isWanted({ ...incident, severity: 'Information' }, filters)).toBe(false);
  });
});
