import { expect, test } from 'vitest';
import { ConfigError, checkConfig, readConfig } from './config.ts';

const vehicle = {
  vin: 'VR1SIMULATED00001',
  username: 'VR1SIMULATED00001',
  password: 'hidden-word',
  generation: 2,
  motorization: 'Electric',
  home: { longitude: 2.35, latitude: 48.86 },
};
const config = { mqttUrl: 'mqtt://127.0.0.1:1883', vehicles: [vehicle] };

function complaint(value: unknown): string {
  try {
    checkConfig(value);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return '';
}

test('a configuration with the required fields is enough', () => {
  expect(checkConfig(config)).toBe(config);
});

test('every wrong field is named, and no value is shown', () => {
  const wrong = { ...vehicle, generation: 3, motorization: 'Steam', password: 7, colour: 'red' };
  const lines = complaint({ mqttUrl: 'http://hidden-word', timeFactor: -1, vehicles: [vehicle, wrong] });
  for (const field of ['mqttUrl', 'timeFactor', 'vehicles.1.generation', 'vehicles.1.motorization']) {
    expect(lines).toContain(`${field}: `);
  }
  expect(lines).toContain('vehicles.1.password: ');
  expect(lines).toContain('colour');
  expect(lines).toContain('Electric, Hybrid, Thermic, Hydrogen');
  expect(lines).not.toContain('hidden-word');
});

test('what is missing, empty or turned round is refused', () => {
  expect(complaint([])).toContain('configuration: ');
  expect(complaint({ ...config, vehicles: [] })).toContain('vehicles: ');
  expect(complaint({ ...config, vehicles: [{ ...vehicle, home: { longitude: 1 } }] })).toContain('latitude');
  expect(complaint({ ...config, tripKm: [9, 3] })).toContain('tripKm: ');
  expect(complaint({ ...config, parkedSeconds: [1] })).toContain('parkedSeconds: ');
  const strange = { ...vehicle, staged: ['Flood'], last: { fuelLevel: 101 }, historyDays: -1 };
  const lines = complaint({ ...config, vehicles: [strange] });
  for (const field of ['staged.0', 'last.fuelLevel', 'historyDays']) expect(lines).toContain(`${field}: `);
});

test('a file that is not there is told as such', async () => {
  await expect(readConfig('no-such-file.json')).rejects.toThrow('cannot read the configuration');
});
