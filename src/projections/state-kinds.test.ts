import { expect, it } from 'vitest';
import { type GroupName, maskOf } from '../model/groups.ts';
import type { Status } from '../model/vehicle-state.ts';
import { stateKinds } from './state-kinds.ts';

type Mode = 'None' | 'Geolocation' | 'Full';

/** A state whose groups were told at these minutes, and the mode from some minutes on. */
function stateOf(told: Partial<Record<GroupName, number>>, modes: Record<number, Mode>) {
  const turns = Object.entries(modes).map(([from, mode]) => ({ from: Number(from), mode }));
  const aged = (at: number, value: object) => ({ value, at, receivedAt: at, source: 'test' });
  const last = turns.at(-1);
  const privacy = last ? { privacy: aged(last.from, { state: last.mode }) } : {};
  const groups = Object.entries(told).map(([name, at]) => [name, aged(at, {})]);
  const status = { ...Object.fromEntries(groups), ...privacy } as Status;
  return { projections: { status, privacy: turns }, memory: {} };
}

const told = { position: 5, odometer: 5 };

it.each<[string, Record<number, Mode>, GroupName[]]>([
  ['no mode', {}, ['position', 'odometer']],
  ['None', { 1: 'None' }, ['position', 'odometer', 'privacy']],
  ['Geolocation', { 1: 'Geolocation' }, ['odometer', 'privacy']],
  ['Full', { 1: 'Full' }, ['privacy']],
  ['Full that began later', { 9: 'Full' }, ['privacy']],
  ['Full that has ended', { 1: 'Full', 9: 'None' }, ['privacy']],
  ['Geolocation that has ended', { 1: 'Geolocation', 9: 'None' }, ['odometer', 'privacy']],
  ['Full that ended before', { 1: 'Full', 3: 'None' }, ['position', 'odometer', 'privacy']],
])(
  'under %s the kinds are all that was told, and those that are open are what it leaves',
  (_, modes, open) => {
    const all: GroupName[] = [...(Object.keys(told) as GroupName[])];
    if (Object.keys(modes).length > 0) all.push('privacy');
    expect(stateKinds(stateOf(told, modes))).toEqual({ kinds: maskOf(all), openKinds: maskOf(open) });
  },
);

it('a vehicle of which nothing is known has no kinds', () => {
  expect(stateKinds({ projections: {}, memory: {} })).toEqual({ kinds: 0, openKinds: 0 });
});
