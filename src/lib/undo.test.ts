import { expect, it } from 'vitest';
import { createUndo, StillRunningError } from './undo.ts';

/** Parts that note when they are stopped; one of three does it as it is told. */
function threeParts(odd: number, stop: () => Promise<void>) {
  const stopped: number[] = [];
  const undo = createUndo();
  for (const number of [1, 2, 3])
    undo.later({
      async stop() {
        stopped.push(number);
        if (number === odd) await stop();
      },
    });
  return { stopped, undo };
}

const never = () => new Promise<void>(() => undefined);

it('stops all in reverse, and tells of a failure afterwards', async () => {
  const { stopped, undo } = threeParts(2, () => Promise.reject(new Error('stuck')));
  await expect(undo.all()).rejects.toThrow('stuck');
  expect(stopped).toEqual([3, 2, 1]);
});

it('leaves a part to itself that takes longer than there is patience', async () => {
  const { stopped, undo } = threeParts(2, never);
  await expect(undo.all({ patienceMs: 20, afterwardsMs: 20 })).rejects.toThrow(StillRunningError);
  expect(stopped).toEqual([3, 2, 1]);
});

it('goes on behind a part that hangs when it is asked once more', async () => {
  const { stopped, undo } = threeParts(3, never);
  void undo.all();
  await undo.all({ patienceMs: 1000, afterwardsMs: 20 });
  expect(stopped).toEqual([3, 2, 1]);
});
