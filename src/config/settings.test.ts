import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SettingsError } from './parse.ts';
import { readSettings, settingsTable } from './settings.ts';

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.errors;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('all have a default that is right', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ host: '127.0.0.1', httpPort: 8080, mqttPort: 1883, retentionDays: 62 });
    expect(settings).not.toHaveProperty('databaseUrl');
    expect(settings).not.toHaveProperty('publicUrl');
    expect(isAbsolute(settings.dataDir)).toBe(true);
  });

  it('that are wrong are named all at once, each with its value and what was expected', () => {
    expect(
      faultsOf({
        ROADWIRE_HTTP_PORT: '80a',
        ROADWIRE_MQTT_PORT: '70000',
        ROADWIRE_PUBLIC_URL: 'example.org',
        ROADWIRE_LOG_LEVEL: 'loud',
        ROADWIRE_LOG_PRETTY: 'maybe',
        ROADWIRE_TYPO: '1',
      }),
    ).toEqual([
      'ROADWIRE_HTTP_PORT=80a: expected a whole number from 0 to 65535',
      'ROADWIRE_MQTT_PORT=70000: expected a whole number from 0 to 65535',
      'ROADWIRE_PUBLIC_URL=example.org: expected a http:// or https:// address',
      'ROADWIRE_LOG_LEVEL=loud: expected one of fatal, error, warn, info, debug, trace, silent',
      'ROADWIRE_LOG_PRETTY=maybe: expected true or false',
      'ROADWIRE_TYPO: there is no such setting (see example.env)',
    ]);
  });

  it('are the default where they are empty', () => {
    expect(readSettings({ ROADWIRE_HTTP_PORT: '', DATABASE_URL: '' }).httpPort).toBe(8080);
  });

  it.each(['-1', '1.5', '1e3', ' 5', '0x10', 'NaN', '99999999999999999999'])('%j is no number', (given) => {
    expect(faultsOf({ ROADWIRE_RETENTION_DAYS: given })).toHaveLength(1);
  });

  it.each([
    ['https://api.example.org/', 'https://api.example.org'],
    ['http://localhost:8080', 'http://localhost:8080'],
  ])('the public address %s is used as %s', (given, expected) => {
    expect(readSettings({ ROADWIRE_PUBLIC_URL: given }).publicUrl).toBe(expected);
  });

  it('leave the rest of the environment alone', () => {
    expect(faultsOf({ PATH: '/bin', HOME: '/root', XROADWIRE_A: '1' })).toEqual([]);
  });
});

const example = new URL('../../example.env', import.meta.url);

describe('example.env', () => {
  it('lists exactly the settings, in their order, each with its default', () => {
    expect(existsSync(example), 'example.env is still to be written').toBe(true);
    const listed = [...readFileSync(example, 'utf8').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=(.*)$/gm)];
    expect(listed.map(([, name, value]) => [name, value])).toEqual(
      settingsTable.map(({ name, byDefault }) => [name, byDefault]),
    );
  });
});
