import { describe, expect, it } from 'vitest';
import type { MonitorParameter } from '../model/monitor.ts';
import { createSharedRules } from './shared-rules.ts';

const asks = (value: string, more: Partial<MonitorParameter> = {}) =>
  ({
    label: 'any',
    triggerParam: {
      triggers: [{ name: 'one', data: { data: 'vehicle.odometer', op: 'greaterThan', value: [value] } }],
      boolExp: 'one',
    },
    ...more,
  }) as MonitorParameter;

const services = { endUser: ['data:telemetry'], fleet: [] };

describe('rules that are shared', () => {
  const shared = () =>
    createSharedRules({
      max: 10,
      seesOf: ({ scopes }) => ({ sees: () => scopes.length > 0, key: scopes.join() }),
    });

  it('are one for monitors that ask the same with the same eyes, whatever they are called', () => {
    const { ruleOf, sightOf } = shared();
    const sight = sightOf(['data'], services);
    expect(ruleOf(asks('1'), sight)).toBe(ruleOf(asks('1', { label: 'other' }), sight));
  });

  it('are others where the question, the reminders or the eyes are', () => {
    const { ruleOf, sightOf } = shared();
    const sight = sightOf(['data'], services);
    const rule = ruleOf(asks('1'), sight);
    expect(ruleOf(asks('2'), sight)).not.toBe(rule);
    const reminding = ruleOf(asks('1', { subscribeParam: { refreshEvent: 60 } }), sight);
    expect(reminding.refreshMs).toBe(60_000);
    expect(ruleOf(asks('1'), sightOf([], services)).sees('odometer')).toBe(false);
    expect(rule.sees('odometer')).toBe(true);
  });

  it('have sights that are one for the same scopes and services', () => {
    const { sightOf } = shared();
    const sight = sightOf(['data'], services);
    expect(sightOf(['data'], { ...services, endUser: [...services.endUser] })).toBe(sight);
    expect(sightOf(['data'], { ...services, endUser: [] })).not.toBe(sight);
    expect(sightOf([], services)).not.toBe(sight);
  });
});
