import type { ProblemError } from '../../../api/problem.ts';
import type { Condition, DataForm, ZoneForm } from './conditions.ts';
import { dataChoices } from './data-choices.ts';
import type { MonitorForm } from './form.ts';
import type { EntryForm } from './times.ts';

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
  if (of.kind === 'zone') return isDrawn(of) ? [] : [{ path: `${at}.zone`, missing: 'area' }];
  if (of.kind === 'data') return missingOfData(of, `${at}.data.value`);
  return of.entries.flatMap((entry, number): MissingAt[] => {
    const missing = missingOfEntry(entry);
    return missing ? [{ path: `${at}.time.times[${number}]`, missing }] : [];
  });
}

const isDrawn = ({ shape }: ZoneForm) =>
  shape.kind === 'circle' ? shape.center !== undefined : shape.points.length >= 3;

function missingOfData({ data, op, values }: DataForm, path: string): MissingAt[] {
  if (op === 'onChange') return [];
  const isNumber = dataChoices[data]?.form === 'number';
  const isGood = (value: string) => !isNumber || /^[+-]?\d+(\.\d+)?$/.test(value);
  return values.length > 0 && values.every(isGood) ? [] : [{ path, missing: isNumber ? 'number' : 'value' }];
}

const weekS = 604_800;

function missingOfEntry(entry: EntryForm): Missing | undefined {
  const { durationS } = entry;
  if (entry.recurrence === 'None') {
    if (entry.start === '') return 'start';
    return durationS === undefined || durationS > 0 ? undefined : 'duration';
  }
  if (entry.days.length === 0) return 'days';
  return entry.durationS > 0 && entry.durationS <= weekS ? undefined : 'duration';
}
