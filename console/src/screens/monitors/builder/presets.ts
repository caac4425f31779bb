import { type Condition, newData, newZone, type Point } from '../form/conditions.ts';
import { type MonitorForm, newForm } from '../form/form.ts';
import { newDaily, newTime } from '../form/times.ts';
import { group, leaf } from '../form/tree.ts';

export const presetNames = ['leave', 'battery', 'speed', 'night', 'alert', 'full'] as const;
export type PresetName = (typeof presetNames)[number];

/** An example to begin with; `near` is where the vehicle is, `zone` that of who looks. */
export function presetOf(
  name: PresetName,
  label: string,
  { near, zone }: { near: Point | undefined; zone: string },
): MonitorForm {
  const of = forms[name]({ near, zone });
  return { ...newForm, label, conditions: [{ name: 'A', of }], tree: group('all', [leaf('A')]) };
}

type Given = { near: Point | undefined; zone: string };

const forms: Record<PresetName, (given: Given) => Condition['of']> = {
  leave: ({ near }) => ({
    ...newZone,
    transition: 'Out',
    shape: { kind: 'circle', center: near, radiusKm: 2 },
  }),
  battery: () => ({ ...newData('vehicle.energy.electric.level'), values: ['20'] }),
  speed: () => ({ ...newData('vehicle.kinetic.speed'), op: 'greaterThan', values: ['30'] }),
  night: ({ zone }) => ({
    ...newTime(zone),
    entries: [{ ...newDaily, startS: 22 * 3600, durationS: 8 * 3600 }],
  }),
  alert: () => ({ ...newData('vehicle.alert'), op: 'onChange', values: [] }),
  full: () => ({ ...newData('vehicle.energy.charging.status'), values: ['Finished'] }),
};
