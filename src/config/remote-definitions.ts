import { boolean, number, text, url } from './parse.ts';

/** How vehicles are woken, and how much they are asked to do. */
export const remoteDefinitions = {
  wakeUpTopic: [
    boolean,
    'ROADWIRE_WAKE_UP_TOPIC',
    'true',
    'Whether vehicles are woken over MQTT, on vehicles/{vin}/wakeup',
  ],
  wakeUpUrl: [
    url,
    'ROADWIRE_WAKE_UP_URL',
    '',
    'Address of a gateway that wakes vehicles, where {vin} stands for the VIN; default: none is called',
  ],
  wakeUpHeaders: [
    text,
    'ROADWIRE_WAKE_UP_HEADERS',
    '',
    'File of headers for that call, one Name: value a line',
  ],
  wakeUpsPerMonth: [
    number(0, 1_000_000),
    'ROADWIRE_WAKE_UPS_PER_MONTH',
    '200',
    'How often a vehicle may be woken up in a calendar month (UTC) for remote actions',
  ],
  remotesPerMinute: [
    number(1, 1_000_000),
    'ROADWIRE_REMOTES_PER_MINUTE',
    '20',
    'Remote actions of one vehicle within a minute',
  ],
  remotesPerDay: [
    number(1, 1_000_000),
    'ROADWIRE_REMOTES_PER_DAY',
    '500',
    'Remote actions of one vehicle within 24 hours',
  ],
  remoteBatteryMin: [
    number(0, 100),
    'ROADWIRE_REMOTE_BATTERY_MIN',
    '5',
    'Percent below which the battery of an electric vehicle that is not plugged in is too low for remote actions',
  ],
  wakeUpTimeoutS: [
    number(1, 3600),
    'ROADWIRE_WAKE_UP_TIMEOUT_S',
    '60',
    'Seconds within which a vehicle that is woken up has to be there',
  ],
  remoteTimeoutS: [
    number(1, 3600),
    'ROADWIRE_REMOTE_TIMEOUT_S',
    '60',
    'Seconds within which a vehicle has to do what it was told to, and say so',
  ],
  remoteTtlS: [
    number(1, 7200),
    'ROADWIRE_REMOTE_TTL_S',
    '120',
    'Seconds after which a remote action is given up, whatever of it was done: it is never executed later',
  ],
} as const;
