import { arrayText, fieldText, fragmentsOf, objectText } from '../../lib/json-fragments.ts';
import type { GroupName } from '../../model/groups.ts';

/** Finds a group of a report, as JSON. */
type Find = (name: GroupName) => string | undefined;

/** What `presentEnergies` makes of the energies of a report, but out of JSON and as JSON; undefined for none. */
export function energiesText(find: Find, hasLegacy: boolean): string | undefined {
  return arrayText(fuelText(find('energies.Fuel'), hasLegacy), electricText(find, hasLegacy));
}

function fuelText(fuel: string | undefined, hasLegacy: boolean): string | undefined {
  if (fuel === undefined) return undefined;
  const { head, extension } = split(fuel);
  const consumptions = inside(extension, 'fuel', 'consumptions');
  const instant = hasLegacy ? inside(consumptions, 'instant') : undefined;
  const legacy = instant && `{"consumption":${instant}}`;
  const own = fieldText('consumptions', consumptions) + fieldText('consumption', legacy);
  return objectText(head + extended('fuel', own));
}

function electricText(find: Find, hasLegacy: boolean): string | undefined {
  const electric = find('energies.Electric');
  const load = find('energies.Electric.load');
  const health = find('energies.Electric.health');
  if (!(electric ?? load ?? health)) return undefined;
  // Load and health may be told without the energy that they are of.
  const { head, extension } = split(electric ?? '{"type":"Electric"}');
  const charging = inside(extension, 'electric', 'charging');
  const loaded = hasLegacy && load ? fragmentsOf(load) : undefined;
  const residualWh = loaded?.get('residual');
  const residual = residualWh && `{"consumption":${Number(residualWh) / 1000}}`;
  const battery =
    fieldText('capacity', loaded?.get('capacity')) + fieldText('load', load) + fieldText('health', health);
  const own =
    fieldText('charging', charging) +
    fieldText('battery', objectText(battery)) +
    fieldText('residual', residual);
  return objectText(head + extended('electric', own));
}

/** The extension of an energy, and what is before it. */
function split(energy: string): { head: string; extension: string | undefined } {
  if (!energy.includes('"extension"')) return { head: `,${energy.slice(1, -1)}`, extension: undefined };
  let head = '';
  let extension: string | undefined;
  for (const [name, value] of fragmentsOf(energy))
    if (name === 'extension') extension = value;
    else head += fieldText(name, value);
  return { head, extension };
}

function extended(kind: 'fuel' | 'electric', fields: string): string {
  const own = objectText(fields);
  return own === undefined ? '' : fieldText('extension', `{"${kind}":${own}}`);
}

/** The value at the end of a path of names, where there is one. */
function inside(object: string | undefined, ...path: string[]): string | undefined {
  return path.reduce((found, name) => found && fragmentsOf(found).get(name), object);
}
