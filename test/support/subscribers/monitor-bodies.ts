import { expect } from 'vitest';
import type { Face, Trigger } from '../../../src/model/monitor.ts';
import { readMonitorParameter } from '../../../src/monitors/parameter/read-monitor-parameter.ts';

const callback = { webhook: { name: 'mine', target: 'https://example.com/hook' } };

type Read = ReturnType<typeof readMonitorParameter>;

export const monitorFaces = ['b2c', 'b2b'] as const;

/** A body of a monitor, with what a fleet's needs besides. */
export function bodyOf(face: Face, triggerParam: object, more: object = {}): object {
  const subscribeParam = face === 'b2b' ? { callback } : {};
  return { label: 'Example', subscribeParam, triggerParam, ...more };
}

/** What becomes of a monitor of one trigger, of the name `a`. */
export function readTrigger(face: Face, trigger: object): Read {
  return readMonitorParameter(face, bodyOf(face, { triggers: [{ name: 'a', ...trigger }], boolExp: 'a' }));
}

export function faultsIn(result: Read) {
  return 'faults' in result ? result.faults : [];
}

/** The trigger, of which nothing may be wrong. */
export function triggerIn(result: Read): Trigger | undefined {
  expect(faultsIn(result)).toEqual([]);
  return 'parameter' in result ? result.parameter.triggerParam.triggers[0] : undefined;
}
