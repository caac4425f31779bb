import { fragmentsOf } from '../../lib/json-fragments.ts';
import type { GroupName, Groups } from '../../model/groups.ts';
import { presentEnergies } from './energies.ts';
import { type Place, vinAt } from './face.ts';
import { link } from './links.ts';
import { presentLocation } from './position.ts';
import { presentAdas, presentLighting, presentTrigger, type Telling } from './telemetry.ts';

/** A row of the history, its groups as the JSON they are kept as. */
export type TelemetryTextRow = { at: number; groups: string };

/** JSON of groups of a row: of those that may be seen and were asked for. */
type Find = (name: GroupName) => string | undefined;

/** What the parts of a row are told with. */
type Page = {
  place: Place;
  /** The text that was made of a text, under its kind and that text. */
  made: Map<string, string>;
};

/** A row as far as it is looked at: its time, as JSON too, and the JSON of the position that may be shown inside a group. */
type Row = { at: number; createdAt: string; find: Find; position: string | undefined };

/**
 * Tells rows as `presentTelemetry` does, in JSON. Groups are told as they are kept where the face tells them so; the
 * others alone are parsed, which makes a long page cheap. It keeps what it made of a value, so there is one for each page.
 */
export function createTelemetryText(place: Place) {
  const page: Page = { place, made: new Map() };
  const { links } = place;
  const fixed =
    field('self', JSON.stringify(link(links.of('telemetry')))) +
    field('vehicle', JSON.stringify(link(links.vehicle)));
  return ({ at, groups }: TelemetryTextRow, telling: Omit<Telling, 'place'>): string => {
    const { wanted, seesPosition, tripId } = telling;
    const fragments = fragmentsOf(groups);
    const row: Row = {
      at,
      createdAt: `"${new Date(at).toISOString()}"`,
      find: (name) => (wanted.has(name) ? fragments.get(name) : undefined),
      position: seesPosition ? fragments.get('position') : undefined,
    };
    const trip = tripId === undefined ? undefined : JSON.stringify(link(links.of(`trips/${tripId}`)));
    return object(
      field('_links', object(fixed + field('trip', trip))) +
        field('createdAt', row.createdAt) +
        field('privacy', row.find('privacy')) +
        field('environment', environmentText(row)) +
        field('vehicle', vehicleText(row, page)) +
        field('_embedded', object(field('extension', extensionText(row, page)))),
    )!;
  };
}

function environmentText({ find }: Row): string | undefined {
  return object(field('air', find('environment.air')) + field('luminosity', find('environment.luminosity')));
}

function extensionText({ find, createdAt }: Row, { place }: Page): string | undefined {
  const position = find('position');
  const { vin } = vinAt(place);
  const front = field('vin', vin && JSON.stringify(vin)) + field('createdAt', createdAt);
  return object(
    field('location', position && JSON.stringify(presentLocation(JSON.parse(position), place))) +
      field('maintenance', headed(front, find('maintenance'))),
  );
}

function vehicleText(row: Row, page: Page): string | undefined {
  const { find, createdAt } = row;
  const { face } = page.place;
  const isB2b = face.name === 'b2b';
  const date = field('createdAt', createdAt);
  return object(
    field('engines', enginesText(find)) +
      field('energies', energiesText(find, page)) +
      same('transmission', find) +
      same('powertrain', find) +
      field('adas', once('adas', find('adas'), page, (adas) => presentAdas(adas, face))) +
      same('lightingSystem', find) +
      (isB2b ? field('lighting', once('lighting', find('lightingSystem'), page, presentLighting)) : '') +
      field('ignition', headed(date, find('ignition'))) +
      same('doorsState', find) +
      same('battery', find) +
      same('safety', find) +
      field('wipingBlades', headed(isB2b ? date : '', find('wipingBlades'))) +
      same('odometer', find) +
      same('kinetic', find) +
      same('drivingBehavior', find) +
      field('alarm', object(field('status', find('alarm.status')) + field('trigger', triggerText(row, page)))),
  );
}

function enginesText(find: Find): string | undefined {
  const [thermic, electric] = [find('engines.Thermic'), find('engines.Electric')];
  if (thermic === undefined) return electric && `[${electric}]`;
  return electric === undefined ? `[${thermic}]` : `[${thermic},${electric}]`;
}

function energiesText(find: Find, { place }: Page): string | undefined {
  const known = {
    fuel: dated(find('energies.Fuel')),
    electric: dated(find('energies.Electric')),
    load: dated(find('energies.Electric.load')),
    health: dated(find('energies.Electric.health')),
  };
  const found = presentEnergies(known as any, place.face.hasLegacy);
  return found.length > 0 ? JSON.stringify(found) : undefined;
}
const dated = (t: string | undefined) => t === undefined ? undefined : { value: JSON.parse(t) };

function triggerText({ find, at, position }: Row, { place }: Page) {
  const t = find('alarm.trigger');
  return t && JSON.stringify(presentTrigger(JSON.parse(t), { at, position: position && JSON.parse(position), place }));
}

function once(kind: string, text: string | undefined, { made }: Page, make: (v: any) => object): string | undefined {
  if (text === undefined) return undefined;
  const key = kind + text;
  let known = made.get(key);
  if (known === undefined) {
    known = JSON.stringify(make(JSON.parse(text)));
    made.set(key, known);
  }
  return known;
}

const same = (name: GroupName, find: Find) => field(name, find(name));

/** A field as it follows others. */
const field = (name: string, value: string | undefined) => (value === undefined ? '' : `,"${name}":${value}`);

/** An object of fields; undefined when there is none. */
const object = (fields: string) => (fields === '' ? undefined : `{${fields.slice(1)}}`);

function headed(front: string, value: string | undefined): string | undefined {
  if (value === undefined || front === '') return value;
  const rest = value.slice(1).trimStart();
  return `{${front.slice(1)}${rest === '}' ? '' : ','}${rest}`;
}
