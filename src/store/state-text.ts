import type { Aged, VehicleState } from '../model/vehicle-state.ts';

/**
 * JSON of the parts of a state, kept beside it: from one report to the next few parts change, and a part
 * that is still the same object has the same text.
 */
export type StateTexts = {
  /** By group of the status. */
  groups: Map<string, { of: Aged<unknown>; value: string; text: string }>;
  /** By projection, and below that by its fields. */
  parts: Map<string, { of: unknown; text: string }>;
};

export function noTexts(): StateTexts {
  return { groups: new Map(), parts: new Map() };
}

/** The JSON of a state. `texts` is read and brought up to date. */
export function stateText({ projections, memory }: VehicleState, texts: StateTexts): string {
  const { status, ...others } = projections;
  let text = '{"projections":{';
  if (status !== undefined) text += `"status":${statusText(status, texts)}`;
  for (const name in others) {
    if (others[name] === undefined) continue;
    text += `${text.endsWith('{') ? '' : ','}${JSON.stringify(name)}:${partText(name, others[name], texts)}`;
  }
  return `${text}},"memory":${partText('memory', memory, texts)}}`;
}

function statusText(status: Record<string, Aged<unknown> | undefined>, { groups }: StateTexts): string {
  let text = '{';
  for (const name in status) {
    const aged = status[name];
    if (!aged) continue;
    const known = groups.get(name);
    const own = known && known.of === aged ? known : textOf(name, aged);
    if (own !== known) groups.set(name, own);
    text += text.length > 1 ? `,${own.text}` : own.text;
  }
  return `${text}}`;
}

function textOf(name: string, aged: Aged<unknown>) {
  const { at, receivedAt, source } = aged;
  const value = JSON.stringify(aged.value);
  const text = `"${name}":{"value":${value},"at":${at},"receivedAt":${receivedAt},"source":"${source}"}`;
  return { of: aged, value, text };
}

function partText(name: string, part: unknown, { parts }: StateTexts): string {
  const known = parts.get(name);
  if (known && known.of === part) return known.text;
  const text = JSON.stringify(part);
  parts.set(name, { of: part, text });
  return text;
}

/** The state that a text says. */
export function stateFromText(text: string): VehicleState {
  return JSON.parse(text) as VehicleState;
}
