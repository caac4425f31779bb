import { describe, expect, it } from 'vitest';
import type { DataOperator, Face } from '../../src/model/monitor.ts';
import { faultsIn, monitorFaces, readTrigger, triggerIn } from '../support/subscribers/monitor-bodies.ts';

type Row = { ops: readonly DataOperator[]; value: string; faces: readonly Face[] };
const row = (ops: readonly DataOperator[], value: string, ...only: Face[]): Row => ({
  ops,
  value,
  faces: only.length > 0 ? only : monitorFaces,
});
const compared = ['equalsTo', 'greaterThan', 'lowerThan'] as const;
const switched = ['onChange', 'equalsTo'] as const;
const listed = ['onChange', 'equalsTo', 'includedIn'] as const;
const changed = ['onChange'] as const;

/** What the contracts let triggers ask of each datum, with a value that it can have. */
const table: Record<string, Row> = {
  'vehicle.alert': row(listed, 'FuelLevelLow'),
  'vehicle.odometer': row(compared, '10000'),
  'vehicle.powertrain.status': row(listed, 'Running'),
  'vehicle.engines.thermic.oil.temp': row(compared, '110'),
  'vehicle.energy.electric.level': row(compared, '75'),
  'vehicle.energy.electric.autonomy': row(compared, '50'),
  'vehicle.energy.fuel.level': row(compared, '10'),
  'vehicle.energy.fuel.autonomy': row(compared, '50'),
  'vehicle.autonomy': row(compared, '50'),
  'vehicle.energy.charging.status': row(listed, 'Finished'),
  'vehicle.energy.charging.plugged': row(switched, 'true'),
  'vehicle.energy.charging.type': row(switched, 'Partial'),
  'vehicle.doorsState.lockedState': row(changed, ''),
  'vehicle.doorsState.opening': row(changed, ''),
  'vehicle.kinetic.moving': row(switched, 'false'),
  'vehicle.kinetic.speed': row(compared, '130.5'),
  'vehicle.trip.start': row(changed, ''),
  'vehicle.trip.stop': row(changed, ''),
  'vehicle.trip.duration': row(compared, '3600'),
  'vehicle.trip.distance': row(compared, '12.5'),
  'vehicle.trip.state': row(['includedIn'], 'Unfinished'),
  'vehicle.safety.beltWarning': row(switched, 'Omission'),
  'environment.air.temp': row(compared, '-5.5'),
  'privacy.state': row(listed, 'Geolocation'),
  'vehicle.drivingBehavior.mode': row(listed, 'Sport'),
  'vehicle.safety.autoECallTriggering': row(listed, 'Detected'),
  'vehicle.preconditioning.airConditioning': row(changed, ''),
  'vehicle.alarm.trigger.type': row(listed, 'RoofBreakIn'),
  'vehicle.alarm.status.activation': row(switched, 'Active'),
  'vehicle.trip': row(changed, '', 'b2b'),
  'vehicle.maintenance.daysBeforeMaintenance': row(compared, '30', 'b2b'),
  'vehicle.maintenance.mileageBeforeMaintenance': row(compared, '1000', 'b2b'),
  'stolen.state': row(switched, 'true', 'b2b'),
  // In B2C an extension of the contract.
  'vehicle.collision.side': row(['equalsTo', 'includedIn'], 'Front'),
  'vehicle.collision.severity': row(['equalsTo', 'includedIn'], 'Major'),
};
const operators = ['equalsTo', 'greaterThan', 'lowerThan', 'includedIn', 'onChange'] as const;
const cases = monitorFaces.flatMap((face) =>
  Object.entries(table).flatMap(([data, { ops, value, faces: of }]) =>
    operators.map((op) => ({ face, data, op, value, isAllowed: of.includes(face) && ops.includes(op) })),
  ),
);

describe('a trigger on data', () => {
  it.each(cases.filter(({ isAllowed }) => isAllowed))(
    '$face $data may ask $op',
    ({ face, data, op, value }) => {
      const asked = op === 'onChange' ? { data, op } : { data, op, value: [value] };
      expect(triggerIn(readTrigger(face, { data: asked }))?.data).toEqual(asked);
    },
  );

  it.each(cases.filter(({ isAllowed }) => !isAllowed))(
    '$face $data may not ask $op, and the answer says where',
    ({ face, data, op, value }) => {
      const isKnown = table[data]?.faces.includes(face);
      const faults = faultsIn(readTrigger(face, { data: { data, op, value: [value] } }));
      const path = `triggerParam.triggers[0].data.${isKnown ? 'op' : 'data'}`;
      expect(faults.map((fault) => fault.path)).toContain(path);
    },
  );

  /** Only of these may be asked what they were before. */
  const eligible: Record<string, { ops: readonly string[]; was: string }> = {
    'vehicle.alert': { ops: ['equalsTo', 'includedIn'], was: 'FuelLevelLow' },
    'vehicle.energy.charging.status': { ops: ['equalsTo', 'includedIn'], was: 'InProgress' },
    'vehicle.energy.charging.plugged': { ops: ['equalsTo'], was: 'false' },
    'vehicle.kinetic.moving': { ops: ['equalsTo'], was: 'true' },
    'vehicle.safety.beltWarning': { ops: ['equalsTo', 'includedIn'], was: 'Normal' },
    'vehicle.safety.autoECallTriggering': { ops: ['equalsTo', 'includedIn'], was: 'NotDetected' },
    'privacy.state': { ops: ['equalsTo', 'includedIn'], was: 'None' },
    'vehicle.drivingBehavior.mode': { ops: ['equalsTo', 'includedIn'], was: 'Eco' },
    // Of an older contract: whether the engine ran.
    'vehicle.powertrain.status': { ops: ['equalsTo', 'includedIn'], was: 'Stopped' },
  };
  const befores = Object.entries(table).flatMap(([data, { ops, value, faces: of }]) =>
    (['equalsTo', 'includedIn', 'greaterThan'] as const).map((op) => {
      const { ops: asked = [], was = value } = eligible[data] ?? {};
      const now = ops[0] === 'onChange' ? { data, op: 'onChange' } : { data, op: ops[0], value: [value] };
      return { data, op, now, was, isAllowed: of.includes('b2c') && asked.includes(op) };
    }),
  );

  it.each(befores)('B2C $data with previous $op: $isAllowed', ({ now, op, was, isAllowed, data }) => {
    const result = readTrigger('b2c', { data: { ...now, previous: { op, value: [was] } } });
    if (isAllowed) return expect(triggerIn(result)?.data?.previous).toEqual({ op, value: [was] });
    if (table[data]?.faces.includes('b2c'))
      expect(faultsIn(result).map(({ path }) => path)).toEqual([
        expect.stringMatching(/^triggerParam\.triggers\[0\]\.data\.previous/),
      ]);
    else expect(faultsIn(result)).not.toEqual([]);
  });

  it('of a fleet has no previous', () => {
    const data = { data: 'privacy.state', op: 'onChange', previous: { op: 'equalsTo', value: ['None'] } };
    expect(faultsIn(readTrigger('b2b', { data }))).toMatchObject([
      { path: 'triggerParam.triggers[0].data.previous' },
    ]);
  });
});
