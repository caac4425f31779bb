import { describe, expect, it } from 'vitest';
import { readMonitorParameter } from '../../src/monitors/parameter/read-monitor-parameter.ts';
import {
  bodyOf,
  faultsIn,
  monitorFaces,
  readTrigger,
  triggerIn,
} from '../support/subscribers/monitor-bodies.ts';
import {
  expressionsRefused,
  expressionsTaken,
  namedTriggers,
  place,
  triggersBeyond,
  triggersRefused,
  triggersTaken,
} from '../support/subscribers/monitor-examples.ts';

describe.each(monitorFaces)('a trigger of %s', (face) => {
  it.each([...triggersTaken, ...triggersBeyond])('may be %s', (_name, given, kept) => {
    expect(triggerIn(readTrigger(face, given))).toEqual({ name: 'a', ...kept });
  });

  it.each(triggersRefused)('may not be %s', (_name, given, ...[path, reason]) => {
    const faults = faultsIn(readTrigger(face, given));
    expect(faults.map((fault) => fault.path)).toEqual([`triggerParam.triggers[0]${path}`]);
    expect(faults[0]?.expected).toMatch(reason);
  });
});

const expressed = (boolExp: string, given: object[] = namedTriggers) =>
  readMonitorParameter('b2c', bodyOf('b2c', { triggers: given, boolExp }));

describe('an expression', () => {
  it.each(expressionsTaken)('may be %s', (boolExp) => {
    expect(faultsIn(expressed(boolExp))).toEqual([]);
  });

  it.each(expressionsRefused)('may not be %j', (boolExp, reason) => {
    const faults = faultsIn(expressed(boolExp));
    expect(faults.map(({ path }) => path)).toEqual(['triggerParam.boolExp']);
    expect(faults[0]?.expected).toMatch(reason);
  });

  it('is about one trigger at least and five at most, each with a name of its own', () => {
    const sixth = { name: 'o', zone: { transition: 'In', place } };
    for (const given of [
      [],
      [...namedTriggers, sixth],
      [...namedTriggers.slice(0, 2), namedTriggers[0] ?? sixth],
    ])
      expect(faultsIn(expressed('z1', given)).map(({ path }) => path)).toContain('triggerParam.triggers');
  });

  it.each(['bool.exp', 'booExp'])('may be called %s', (key) => {
    const result = readMonitorParameter('b2c', bodyOf('b2c', { triggers: namedTriggers, [key]: 'z1' }));
    expect('parameter' in result && result.parameter.triggerParam.boolExp).toBe('z1');
  });
});
