import { expect, it } from 'vitest';
import { createFold } from '../projections/fold.ts';
import { createDryRuns } from './dry-runs.ts';

const fold = createFold({ quietMs: 1, silenceMs: 1, gapMs: 1 });
const low = { name: 'one', data: { data: 'vehicle.odometer', op: 'greaterThan', value: ['1'] } } as const;
const wanted = {
  parameter: {
    label: 'Try',
    triggerParam: { triggers: [{ ...low, data: { ...low.data, value: ['1'] } }], boolExp: 'one' },
  },
  vehicles: [{ vehicleId: 1, sees: () => true, groupsOf: () => new Set<never>() }],
  from: 0,
  until: 1,
};

/** A history that is empty, and read when it is let. */
function slowHistory() {
  const asked: (() => void)[] = [];
  const query = () =>
    new Promise<{ rows: never[] }>((resolve) => {
      asked.push(() => resolve({ rows: [] }));
    });
  return { querying: { query }, asked };
}

const turn = () => new Promise(setImmediate);

it('is had by a caller one at a time, and by others one after the other', async () => {
  const { querying, asked } = slowHistory();
  const { run } = createDryRuns({ querying, fold });
  const first = run('one', wanted);
  const other = run('other', wanted);
  expect(await run('one', wanted)).toBe('busy');
  await turn();
  expect(asked).toHaveLength(1);
  asked[0]?.();
  expect(await first).toEqual({ events: [], reports: 0, isComplete: true });
  await turn();
  expect(asked).toHaveLength(2);
  const again = run('one', wanted);
  asked[1]?.();
  await other;
  await turn();
  asked[2]?.();
  expect(await again).toMatchObject({ reports: 0 });
});

it('is refused where fifty wait', async () => {
  const { querying } = slowHistory();
  const { run } = createDryRuns({ querying, fold });
  for (let caller = 0; caller < 50; caller += 1) void run(String(caller), wanted);
  expect(await run('late', wanted)).toBe('busy');
});
