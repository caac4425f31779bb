import type { ProblemError } from '../../../api/problem.ts';
import type { Condition } from './conditions.ts';
import { dataChoices } from './data-choices.ts';
import type { MonitorForm } from './form.ts';

/** Something wrong with the body at a place such as `triggerParam.triggers[0].data.value`. */
export type Fault = { path: string; told: string };

const place = String.raw`(?:body|[A-Za-z_]\w*(?:\[\d+\])*(?:\.[A-Za-z_]\w*(?:\[\d+\])*)*)`;
const one = new RegExp(`(${place}): (.*?), expected (.*?)(?=; ${place}: .*?, expected |$)`, 'gs');
const badBody = 40003;

/** The faults that an answer names, each with its place; undefined where it is no such answer. */
export function faultsFrom({ code, message }: ProblemError): Fault[] | undefined {
  if (code !== badBody) return undefined;
  const list = message.replace(/^The body of the request is wrong: /, '');
  return [...list.matchAll(one)].map(([, path = '', value = '', expected = '']) => ({
    path,
    told: value === 'missing' ? expected : `${expected} (${value})`,
  }));
}

/** What is said about a place and everything below it. */
export const faultsAt = (faults: readonly Fault[], path: string): Fault[] =>
  faults.filter(
    (fault) => fault.path === path || fault.path.startsWith(`${path}.`) || fault.path.startsWith(`${path}[`),
  );

/** What can be seen to be missing before anybody is asked. */
export type Missing =
  | 'label'
  | 'conditions'
  | 'area'
  | 'value'
  | 'number'
  | 'start'
  | 'days'
  | 'duration'
  | 'target';
export type MissingAt = { path: string; missing: Missing };

export function missingIn(form: MonitorForm): MissingAt[] {
  const own: MissingAt[] = [];
  if (form.label.trim() === '') own.push({ path: 'label', missing: 'label' });
  if (form.conditions.length === 0) own.push({ path: 'triggerParam.triggers', missing: 'conditions' });
  if (form.webhook && !/^https?:\/\/./.test(form.webhook.target))
    own.push({ path: 'subscribeParam.callback.webhook.target', missing: 'target' });
  return [...own, ...form.conditions.flatMap(missingOf)];
}

function missingOf({ of }: Condition, index: number): MissingAt[] {
  const at = `triggerParam.triggers[${index}]`;
  if (of.kind === 'zone') {
    const { shape } = of;
    const isDrawn = shape.kind === 'circle' ? shape.center !== undefined : shape.points.length >= 3;
    return isDrawn ? [] : [{ path: `${at}.zone`, missing: 'area' }];
  }
  if (of.kind === 'data') {
    if (of.op === 'onChange') return [];
    const isNumber = dataChoices[of.data]?.form === 'number';
    const isGood =
      of.values.length > 0 && (!isNumber || of.values.every((value) => /^[+-]?\d+(\.\d+)?$/.test(value)));
    return isGood ? [] : [{ path: `${at}.data.value`, missing: isNumber ? 'number' : 'value' }];
  }
  return of.entries.flatMap((entry, number): MissingAt[] => {
    const path = `${at}.time.times[${number}]`;
    if (entry.recurrence === 'None') return entry.start === '' ? [{ path, missing: 'start' }] : [];
    if (entry.days.length === 0) return [{ path, missing: 'days' }];
    return entry.durationS > 0 && entry.durationS <= 7 * 86_400 ? [] : [{ path, missing: 'duration' }];
  });
}
