import { join, resolve } from 'node:path';
import { definitions } from './definitions.ts';
import { type Parse, SettingsError } from './parse.ts';

type Definitions = typeof definitions;
type Parsed = { [Name in keyof Definitions]: ReturnType<Definitions[Name][0]> };

type Optional =
  | 'databaseUrl'
  | 'publicUrl'
  | 'mqttsPort'
  | 'tlsCert'
  | 'tlsKey'
  | 'tlsClientCa'
  | 'clientCertHeader'
  | 'fcmCredentials'
  | 'wakeUpUrl'
  | 'wakeUpHeaders'
  | 'consoleMapStyleUrl'
  | 'adminUrl'
  | 'adminToken';

/** All settings, read and checked; some are absent where they were not given. */
export type Settings = Omit<Parsed, Optional> & { [Name in Optional]?: Parsed[Name] };

/** What example.env lists. */
export const settingsTable = Object.values(definitions).map(([, name, byDefault, meaning]) => ({
  name,
  byDefault,
  meaning,
}));

const knownNames = new Set(settingsTable.map(({ name }) => name));

/**
 * Reads the settings. Throws one `SettingsError` that names everything that is wrong; `faultsOf` says what else is
 * wrong with those that could be read.
 */
export function readSettings(
  environment: NodeJS.ProcessEnv,
  faultsOf: (settings: Settings) => string[] = () => [],
): Settings {
  const errors: string[] = [];
  const settings: Record<string, unknown> = {};
  for (const [name, [parse, variable, byDefault]] of Object.entries(definitions)) {
    const given = environment[variable] || byDefault;
    if (given === '') continue;
    const read = readOne(parse, given);
    if ('value' in read) settings[name] = read.value;
    else errors.push(`${variable}=${variable === 'DATABASE_URL' ? '…' : given}: expected ${read.expected}`);
  }
  settings.dataDir = resolve(settings.dataDir as string);
  errors.push(...unknownSettings(environment), ...faultsOf(settings as Settings));
  if (errors.length > 0) throw new SettingsError(errors);
  return settings as Settings;
}

function unknownSettings(environment: NodeJS.ProcessEnv): string[] {
  return Object.keys(environment)
    .filter((variable) => variable.startsWith('ROADWIRE_') && !knownNames.has(variable as never))
    .map((variable) => `${variable}: there is no such setting (see example.env)`);
}

function readOne(parse: Parse<unknown>, given: string): { value: unknown } | { expected: string } {
  try {
    return { value: parse(given) };
  } catch (error) {
    return { expected: (error as Error).message };
  }
}

/** A file of the data folder. */
export function dataFile(settings: Settings, name: string): string {
  return join(settings.dataDir, name);
}
