import { join, resolve } from 'node:path';
import {
  addresses,
  boolean,
  choice,
  databaseUrl,
  headerName,
  number,
  type Parse,
  SettingsError,
  text,
  url,
} from './parse.ts';

/** Every setting: its environment variable, how it is read, what it is by default, and what it is for. */
const definitions = {
  host: [
    text,
    'ROADWIRE_HOST',
    '127.0.0.1',
    'Address that every door listens on; 0.0.0.0 opens them to the network',
  ],
  httpPort: [number(0, 65_535), 'ROADWIRE_HTTP_PORT', '8080', 'Port of the Web API; 0 picks a free one'],
  mqttPort: [
    number(0, 65_535),
    'ROADWIRE_MQTT_PORT',
    '1883',
    'Port that vehicles connect to; 0 picks a free one',
  ],
  mqttsPort: [
    number(0, 65_535),
    'ROADWIRE_MQTTS_PORT',
    '',
    'Port that vehicles connect to over TLS; 0 picks a free one; default: none',
  ],
  publicUrl: [
    url,
    'ROADWIRE_PUBLIC_URL',
    '',
    'Address that links in answers begin with; default: where the API listens',
  ],
  dataDir: [
    text,
    'ROADWIRE_DATA_DIR',
    '.roadwire',
    'Folder of the embedded PostgreSQL and of what start-up writes',
  ],
  databaseUrl: [
    databaseUrl,
    'DATABASE_URL',
    '',
    'PostgreSQL 15 or newer; default: an embedded one in the data folder',
  ],
  databasePool: [number(2, 200), 'ROADWIRE_DATABASE_POOL', '10', 'Connections for reads'],
  retentionDays: [number(1, 3650), 'ROADWIRE_RETENTION_DAYS', '62', 'Days of telemetry that are kept'],
  messageBytesMax: [
    number(1024, 16_777_216),
    'ROADWIRE_MESSAGE_BYTES_MAX',
    '262144',
    'Largest message of a vehicle, bytes',
  ],
  inflightMax: [
    number(1, 10_000),
    'ROADWIRE_MQTT_INFLIGHT_MAX',
    '100',
    'Messages of one connection being worked on at once',
  ],
  connectionsMax: [
    number(1, 1_000_000),
    'ROADWIRE_MQTT_CONNECTIONS_MAX',
    '20000',
    'Vehicles connected at once',
  ],
  queueMax: [
    number(10, 1_000_000),
    'ROADWIRE_QUEUE_MAX',
    '4000',
    'Messages waiting for a batch before sockets are read more slowly',
  ],
  queueBytesMax: [
    number(65_536, 4_294_967_296),
    'ROADWIRE_QUEUE_BYTES_MAX',
    '67108864',
    'Bytes waiting for a batch, likewise',
  ],
  gatewayThread: [
    boolean,
    'ROADWIRE_GATEWAY_THREAD',
    'true',
    'Whether MQTT is spoken in a thread of its own',
  ],
  batchMax: [number(1, 20_000), 'ROADWIRE_BATCH_MAX', '500', 'Messages in one transaction at most'],
  lanes: [
    number(1, 64),
    'ROADWIRE_LANES',
    '2',
    'Transactions under way at once; the vehicles are dealt out among them',
  ],
  vehicleCacheMax: [
    number(10, 10_000_000),
    'ROADWIRE_VEHICLE_CACHE_MAX',
    '20000',
    'Vehicles whose state is held in memory',
  ],
  clockAheadMaxS: [
    number(0, 86_400),
    'ROADWIRE_CLOCK_AHEAD_MAX_S',
    '300',
    'Seconds that the time of a report may lie ahead of the server',
  ],
  tripQuietS: [
    number(10, 86_400),
    'ROADWIRE_TRIP_QUIET_S',
    '600',
    'Seconds of standing still that end a trip of a vehicle that does not tell whether it is on',
  ],
  tripSilenceS: [
    number(10, 86_400),
    'ROADWIRE_TRIP_SILENCE_S',
    '1800',
    'Seconds without any report after which a trip is over',
  ],
  tripGapS: [
    number(10, 86_400),
    'ROADWIRE_TRIP_GAP_S',
    '300',
    'Seconds without any report while it moves after which a trip lacks data',
  ],
  deadLettersMax: [
    number(0, 10_000_000),
    'ROADWIRE_DEAD_LETTERS_MAX',
    '10000',
    'Dead letters kept; the oldest go first',
  ],
  callsPerDay: [
    number(1, 1_000_000_000_000),
    'ROADWIRE_CALLS_PER_DAY',
    '10000000',
    'Calls of the Web API within 24 hours, for each application and fleet owner without a quota of its own',
  ],
  callsPerSecond: [
    number(1, 1_000_000),
    'ROADWIRE_CALLS_PER_SECOND',
    '1000',
    'Calls of the Web API within a second, likewise',
  ],
  liveStreamsMax: [
    number(1, 100_000),
    'ROADWIRE_LIVE_STREAMS_MAX',
    '1000',
    'Live streams open at once; 20 of one user or fleet owner',
  ],
  liveKeepS: [
    number(60, 86_400),
    'ROADWIRE_LIVE_KEEP_S',
    '900',
    'Seconds after which a live stream that broke off cannot be taken up again',
  ],
  liveHeartbeatS: [
    number(1, 300),
    'ROADWIRE_LIVE_HEARTBEAT_S',
    '15',
    'Seconds without an event after which a live stream shows that it lives',
  ],
  signUp: [boolean, 'ROADWIRE_SIGN_UP', 'false', 'Whether people may make accounts for themselves'],
  passwordGrant: [
    boolean,
    'ROADWIRE_PASSWORD_GRANT',
    'false',
    "Whether the operator's own applications may ask for tokens with a user's password",
  ],
  accessTokenS: [number(60, 86_400), 'ROADWIRE_ACCESS_TOKEN_S', '3600', 'Seconds that an access token lives'],
  refreshGraceS: [
    number(0, 86_400),
    'ROADWIRE_REFRESH_GRACE_S',
    '3600',
    'Seconds for which a refresh token that was used already goes on working',
  ],
  trustedProxies: [
    addresses,
    'ROADWIRE_TRUSTED_PROXIES',
    'none',
    'Addresses of proxies whose X-Forwarded-For is believed, separated by commas, or none',
  ],
  tlsCert: [
    text,
    'ROADWIRE_TLS_CERT',
    '',
    'File of the certificate, with those between it and its authority: the Web API speaks TLS then',
  ],
  tlsKey: [text, 'ROADWIRE_TLS_KEY', '', 'File of the key of that certificate'],
  tlsClientCert: [
    choice(['off', 'optional', 'required']),
    'ROADWIRE_TLS_CLIENT_CERT',
    'off',
    'Whether those who come in with login and password show a certificate',
  ],
  tlsClientCa: [
    text,
    'ROADWIRE_TLS_CLIENT_CA',
    '',
    'File of the authorities whose client certificates are believed; default: the built-in one',
  ],
  clientCertHeader: [
    headerName,
    'ROADWIRE_CLIENT_CERT_HEADER',
    '',
    'Header in which a trusted proxy passes the client certificate on; default: none',
  ],
  adminSessionS: [
    number(60, 2_592_000),
    'ROADWIRE_ADMIN_SESSION_S',
    '43200',
    'Seconds that an administrator stays signed in',
  ],
  adminUrl: [
    url,
    'ROADWIRE_ADMIN_URL',
    '',
    'Where the Roadwire is that commands administer; default: the one of the data folder',
  ],
  adminToken: [text, 'ROADWIRE_ADMIN_TOKEN', '', 'Token of the administration there'],
  logLevel: [
    choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'ROADWIRE_LOG_LEVEL',
    'info',
    'Least level that is logged',
  ],
  logPretty: [boolean, 'ROADWIRE_LOG_PRETTY', 'false', 'Log lines for people instead of JSON'],
} as const;

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
