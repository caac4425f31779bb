import { isObject, type JsonObject } from '../read-json.ts';

type Split = (value: unknown, groups: JsonObject, unknown: string[]) => void;

/** Groups of the wire that are one group each inside. */
const plain = new Set([
  'ignition',
  'position',
  'powertrain',
  'doorsState',
  'privacy',
  'battery',
  'service',
  'safety',
  'odometer',
  'kinetic',
  'drivingBehavior',
  'lightingSystem',
  'transmission',
  'adas',
  'wipingBlades',
  'maintenance',
  'alerts',
  'collision',
  'stolen',
]);

/** Groups of the wire whose parts have a time of their own inside. */
const split: Record<string, Split> = {
  environment: parts('environment', { air: 'environment.air', luminosity: 'environment.luminosity' }),
  alarm: parts('alarm', { status: 'alarm.status', trigger: 'alarm.trigger' }),
  preconditioning: parts('preconditioning', { airConditioning: 'preconditioning' }),
  energies: entries('energies', { Fuel: splitFuel, Electric: splitElectric }),
  engines: entries('engines', {
    Thermic: (engine, groups) => {
      groups['engines.Thermic'] = engine;
    },
    Electric: (engine, groups) => {
      groups['engines.Electric'] = engine;
    },
  }),
};

/** Fields of a report that are no groups. */
const head = new Set(['id', 'at']);

/** Values by group name, from the nested form of the wire. `unknown` gets the paths that no group has. */
export function groupsFrom(body: JsonObject, unknown: string[]): JsonObject {
  const groups: JsonObject = {};
  for (const name in body) {
    if (plain.has(name)) groups[name] = body[name];
    else if (Object.hasOwn(split, name)) split[name]?.(body[name], groups, unknown);
    else if (!head.has(name)) unknown.push('');
  }
  return groups;
}

function parts(path: string, names: Record<string, string>): Split {
  return (value, groups, unknown) => {
    if (!isObject(value)) return void unknown.push(path);
    for (const name in value) {
      const group = Object.hasOwn(names, name) ? names[name] : undefined;
      if (group) groups[group] = value[name];
      else unknown.push(path);
    }
  };
}

type ByType = Record<string, (entry: JsonObject, groups: JsonObject) => void>;

function entries(path: string, byType: ByType): Split {
  return (value, groups, unknown) => {
    if (!Array.isArray(value)) return void unknown.push(path);
    for (const entry of value) {
      const take = isObject(entry) ? entryTaker(entry.type, byType) : undefined;
      if (take) take(entry, groups);
      else unknown.push(path);
    }
  };
}

function entryTaker(type: unknown, byType: ByType): ByType[string] | undefined {
  return typeof type === 'string' && Object.hasOwn(byType, type) ? byType[type] : undefined;
}

function splitFuel(energy: JsonObject, groups: JsonObject): void {
  groups['energies.Fuel'] = energy;
}

/** Load and health of the battery have times of their own, so they leave the entry. */
function splitElectric(energy: JsonObject, groups: JsonObject): void {
  const electric = isObject(energy.extension) ? energy.extension.electric : undefined;
  if (!isObject(electric) || !isObject(electric.battery)) {
    groups['energies.Electric'] = energy;
    return;
  }
  const { battery, ...others } = electric;
  const { load, health } = battery as JsonObject;
  if (load !== undefined) groups['energies.Electric.load'] = load;
  if (health !== undefined) groups['energies.Electric.health'] = health;
  const { extension: _, ...head } = energy;
  groups['energies.Electric'] =
    Object.keys(others).length > 0 ? { ...head, extension: { electric: others } } : head;
}
