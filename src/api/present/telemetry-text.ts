import { arrayText, fieldText, fragmentsOf, headedText, objectText } from '../../lib/json-fragments.ts';
import type { GroupName } from '../../model/groups.ts';
import { energiesText } from './energies-text.ts';
import { type Place, vinAt } from './face.ts';
import { link } from './links.ts';
import { presentAdas, presentLighting, presentTrigger, type Telling } from './telemetry.ts';

/** A row of the history, its groups as the JSON they are kept as. */
export type TelemetryTextRow = { at: number; groups: string };

/** What of a row is told, as JSON. */
type Seen = {
  at: number;
  createdAt: string;
  /** A group that may be seen and was asked for. */
  find(name: GroupName): string | undefined;
  /** The position that may be shown inside another group. */
  position: string | undefined;
};

/** How the rows of a page are told. What was made of a value is kept: rows repeat each other. */
type Page = {
  place: Place;
  /** As a field, on the face that has it. */
  vin: string;
  link(href: string): string;
  adas(text: string): string;
  lighting(text: string): string;
};

const coordinateNames = ['longitude', 'latitude', 'altitude'];

/**
 * Tells the rows of a page as `presentTelemetry` does, but as JSON. Most groups are told as they are kept: as
 * only the others are taken apart, a long page costs a fraction.
 */
export function createTelemetryText(place: Place) {
  const page = pageAt(place);
  const { links } = place;
  const fixed = `"self":${page.link(links.of('telemetry'))},"vehicle":${page.link(links.vehicle)}`;
  return ({ at, groups }: TelemetryTextRow, telling: Omit<Telling, 'place'>): string => {
    const { wanted, seesPosition, tripId } = telling;
    const fragments = fragmentsOf(groups);
    const seen: Seen = {
      at,
      createdAt: `"${new Date(at).toISOString()}"`,
      find: (name) => {
        const text = fragments.get(name);
        return text !== undefined && wanted.has(name) ? text : undefined;
      },
      position: seesPosition ? fragments.get('position') : undefined,
    };
    const trip = tripId === undefined ? undefined : page.link(links.of(`trips/${tripId}`));
    const extension = fieldText('extension', extensionText(seen, page));
    return (
      `{"_links":{${fixed}${fieldText('trip', trip)}}` +
      fieldText('createdAt', seen.createdAt) +
      fieldText('privacy', seen.find('privacy')) +
      fieldText('environment', environmentText(seen)) +
      fieldText('vehicle', vehicleText(seen, page)) +
      `${fieldText('_embedded', objectText(extension))}}`
    );
  };
}

function pageAt(place: Place): Page {
  const { vin } = vinAt(place);
  return {
    place,
    vin: fieldText('vin', vin && JSON.stringify(vin)),
    link: once((href) => JSON.stringify(link(href))),
    adas: once((text) => JSON.stringify(presentAdas(JSON.parse(text), place.face))),
    lighting: once((text) => JSON.stringify(presentLighting(JSON.parse(text)))),
  };
}

/** The same function, of which results are kept. */
function once(make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}

function environmentText({ find }: Seen): string | undefined {
  const air = fieldText('air', find('environment.air'));
  return objectText(air + fieldText('luminosity', find('environment.luminosity')));
}

function vehicleText(seen: Seen, page: Page): string | undefined {
  const { find } = seen;
  const { face } = page.place;
  const isB2b = face.name === 'b2b';
  const same = (name: GroupName) => fieldText(name, find(name));
  const dated = (name: GroupName) =>
    fieldText(name, headed(fieldText('createdAt', seen.createdAt), find(name)));
  const [adas, lamps] = [find('adas'), find('lightingSystem')];
  return objectText(
    fieldText('engines', arrayText(find('engines.Thermic'), find('engines.Electric'))) +
      fieldText('energies', energiesText(find, face.hasLegacy)) +
      same('transmission') +
      same('powertrain') +
      fieldText('adas', adas && page.adas(adas)) +
      fieldText('lightingSystem', lamps) +
      fieldText('lighting', isB2b && lamps ? page.lighting(lamps) : undefined) +
      dated('ignition') +
      same('doorsState') +
      same('battery') +
      same('safety') +
      // Only the fleet owner's contract has a date here.
      (isB2b ? dated('wipingBlades') : same('wipingBlades')) +
      same('odometer') +
      same('kinetic') +
      same('drivingBehavior') +
      fieldText('alarm', alarmText(seen, page)),
  );
}

function alarmText({ at, find, position }: Seen, { place }: Page): string | undefined {
  const trigger = find('alarm.trigger');
  const told =
    trigger && presentTrigger(JSON.parse(trigger), { at, position: position && JSON.parse(position), place });
  return objectText(
    fieldText('status', find('alarm.status')) + fieldText('trigger', told && JSON.stringify(told)),
  );
}

function extensionText({ find, createdAt }: Seen, { vin }: Page): string | undefined {
  const position = find('position');
  const maintenance = headed(vin + fieldText('createdAt', createdAt), find('maintenance'));
  return objectText(
    fieldText('location', position && locationText(position, vin)) + fieldText('maintenance', maintenance),
  );
}

/** What `presentLocation` makes of a position. */
function locationText(position: string, vin: string): string {
  const fragments = fragmentsOf(position);
  const coordinates = arrayText(...coordinateNames.map((name) => fragments.get(name)));
  for (const name of coordinateNames) fragments.delete(name);
  let properties = vin;
  for (const [name, value] of fragments) properties += fieldText(name, value);
  const geometry = `{"type":"Point","coordinates":${coordinates}}`;
  return `{"type":"Feature","geometry":${geometry},"properties":${objectText(properties) ?? '{}'}}`;
}

function headed(fields: string, object: string | undefined): string | undefined {
  return object && headedText(fields, object);
}
