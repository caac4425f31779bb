import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Groups } from '../model/groups.ts';
import type { Report } from '../model/report.ts';
import type { Status } from '../model/vehicle-state.ts';
import { statusProjection } from './status.ts';

function reportOf(at: number, groups: Groups): Report {
  return { vehicleId: 1, key: BigInt(at), at, receivedAt: at, source: 'test', groups };
}

const stepAll = (reports: readonly Report[]): Status =>
  reports.reduce<Status>((status, report) => statusProjection.step(status, report)[0], {});

const anyGroups: fc.Arbitrary<Groups> = fc.record(
  {
    odometer: fc.record({ mileage: fc.nat(1000) }),
    kinetic: fc.record({ speed: fc.nat(200) }),
    ignition: fc.record({ type: fc.constantFrom('Stop' as const, 'Start' as const) }),
  },
  { requiredKeys: [] },
);

const drive = fc
  .uniqueArray(fc.record({ at: fc.nat(1000), groups: anyGroups }), {
    selector: ({ at }) => at,
    maxLength: 30,
  })
  .map((all) => all.map(({ at, groups }) => reportOf(at, groups)));

describe('the status', () => {
  it('is the same whatever the order of the reports, and however often they come', () => {
    const shuffled = drive.chain((reports) =>
      fc.tuple(
        fc.constant(reports),
        fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([reports, mixed]) => {
        const sorted = [...reports].sort((one, other) => one.at - other.at);
        expect(stepAll(mixed)).toEqual(stepAll(sorted));
      }),
      { numRuns: 500 },
    );
  });

  it('has of each group the newest value with its time', () => {
    fc.assert(
      fc.property(drive, (reports) => {
        const status = stepAll(reports);
        for (const name of ['odometer', 'kinetic', 'ignition'] as const) {
          const newest = reports
            .filter(({ groups }) => groups[name])
            .sort((one, other) => other.at - one.at)[0];
          expect(status[name]?.at).toBe(newest?.at);
          expect(status[name]?.value).toEqual(newest?.groups[name]);
        }
      }),
    );
  });

  it('is the same object when a report brings nothing new', () => {
    const status = stepAll([reportOf(5, { odometer: { mileage: 1 } })]);
    expect(statusProjection.step(status, reportOf(4, { odometer: { mileage: 0 } }))[0]).toBe(status);
  });

  it('is never changed in place', () => {
    const status = stepAll([reportOf(5, { odometer: { mileage: 1 } })]);
    const before = structuredClone(status);
    statusProjection.step(status, reportOf(6, { odometer: { mileage: 2 }, kinetic: { speed: 1 } }));
    expect(status).toEqual(before);
  });

  it('takes of two reports of one time the one that came last', () => {
    const status = stepAll([5, 5].map((at, index) => reportOf(at, { odometer: { mileage: index } })));
    expect(status.odometer?.value.mileage).toBe(1);
  });
});
