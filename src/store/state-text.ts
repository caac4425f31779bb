import type { Aged, VehicleState } from '../model/vehicle-state.ts';

/**
 * JSON of the parts of a state, kept beside it: from one report to the next few parts change, and a part
 * that is still the same object has the same text.
 */
export type StateTexts = {
  /** By group of the status. */
  groups: Map<string, { of: Aged<unknown>; value: string; text: string }>;
  /** By projection. */
  parts: Map<string, PartText>;
};

/** The text of a value, and those of its fields where it is an object. */
type PartText = { of: unknown; text: string; fields: Map<string, PartText> };

/** How deep fields have texts of their own: `trips.open.start` changes less often than what is around it. */
const depthMax = 3;

export function noTexts(): StateTexts {
  return { groups: new Map(), parts: new Map() };
}

/** The JSON of a state. `texts` is read and brought up to date. */
export function stateText({ projections, memory }: VehicleState, texts: StateTexts): string {
  const { status, ...others } = projections;
  const text = status === undefined ? '' : `"status":${statusText(status, texts)}`;
  const rest = fieldsText(others, texts.parts, depthMax).slice(1, -1);
  const remembered = fieldsText({ memory }, texts.parts, depthMax).slice(1);
  return `{"projections":{${text}${text !== '' && rest !== '' ? ',' : ''}${rest}},${remembered}`;
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

/** The text of a part: `known` is what it was before, and is brought up to date. */
function partText(known: PartText | undefined, part: unknown, depth: number): PartText {
  if (known && known.of === part) return known;
  const own = known ?? { of: undefined, text: '', fields: new Map() };
  own.of = part;
  own.text = depth > 0 && isPlain(part) ? fieldsText(part, own.fields, depth - 1) : JSON.stringify(part);
  return own;
}

function fieldsText(part: object, fields: Map<string, PartText>, depth: number): string {
  let text = '{';
  for (const name in part) {
    const value = (part as Record<string, unknown>)[name];
    if (value === undefined) continue;
    text += text.length > 1 ? `,${nameText(name)}` : nameText(name);
    if (typeof value !== 'object' || value === null) text += scalarText(value);
    else {
      const known = fields.get(name);
      const own = partText(known, value, depth);
      if (own !== known) fields.set(name, own);
      text += own.text;
    }
  }
  return `${text}}`;
}

function scalarText(value: unknown): string {
  return typeof value === 'number' && Number.isFinite(value) ? `${value}` : JSON.stringify(value);
}

const namesMax = 10_000;
const nameTexts = new Map<string, string>();

/** Names of fields come from the code, so there are few. */
function nameText(name: string): string {
  const known = nameTexts.get(name);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(name)}:`;
  if (nameTexts.size < namesMax) nameTexts.set(name, text);
  return text;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The state that a text says. */
export function stateFromText(text: string): VehicleState {
  return JSON.parse(text) as VehicleState;
}
