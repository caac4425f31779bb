import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/cli/applications/app.ts';
import { fleet } from '../../src/cli/applications/fleet.ts';
import { partner } from '../../src/cli/applications/partner.ts';
import { vehicle } from '../../src/cli/vehicle/vehicle.ts';
import { type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { run } from '../support/run-command.ts';

let cloud: TestCloud;
const dataDir = mkdtempSync(join(tmpdir(), 'roadwire-commands-'));
beforeAll(async () => {
  cloud = await startTestCloud();
  vi.stubEnv('DATABASE_URL', cloud.databaseUrl);
  vi.stubEnv('ROADWIRE_DATA_DIR', dataDir);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await cloud.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The value that stands after a word. */
const printedAfter = (text: string, word: string) => new RegExp(`${word} +(\\S+)`).exec(text)?.[1] ?? '';

describe('the commands', () => {
  let owner: FleetOwner;
  let id: string;

  it('enter a fleet owner who can come in at once', async () => {
    const printed = await run(partner, 'add', '--login', 'MZP000042');
    const fid = await run(fleet, 'add', '--login', 'MZP000042', '--name', 'Pool cars');
    owner = {
      login: 'MZP000042',
      password: printedAfter(printed, 'password'),
      clientId: printedAfter(printed, 'client_id'),
      fid,
    };
    expect((await cloud.getFleet(owner)).body).toMatchObject({ id: fid, name: 'Pool cars' });
    await expect(run(partner, 'add', '--login', 'MZP000042')).rejects.toThrow('login');
    await expect(run(fleet, 'add', '--login', 'nobody', '--name', 'x')).rejects.toThrow('login');
  });

  it('put a vehicle into the fleet', async () => {
    await run(vehicle, 'add', '--vin', 'VR1COMMAND1', '--motorization', 'Thermic');
    id = await run(fleet, 'link', '--fleet', owner.fid, '--vin', 'vr1command1');
    expect((await cloud.getFleet(owner, `vehicles/${id}`)).body.vin).toBe('VR1COMMAND1');
    expect(await run(fleet, 'list')).toMatch(/MZP000042 +1 vehicles +Pool cars/);
    for (const [fid, vin] of [
      ['nowhere', 'VR1COMMAND1'],
      [owner.fid, 'VR1NOBODY'],
      [owner.fid, 'VR1COMMAND1'],
    ] as const)
      await expect(run(fleet, 'link', '--fleet', fid, '--vin', vin)).rejects.toThrow(/fleet|vin/);
  });

  it('show, start and end services of a vehicle', async () => {
    const services = () => run(vehicle, 'services', 'VR1COMMAND1');
    expect(await services()).toMatch(/Connected Fleet +fleet +data\nConnectivityForPartners +endUser +data/);
    await run(vehicle, 'service', 'add', 'VR1COMMAND1', 'TMTS');
    await run(vehicle, 'service', 'remove', 'VR1COMMAND1', 'Connected Fleet');
    expect(await services()).toMatch(/TMTS +fleet +data:telemetry data:alert$/);
    await expect(run(vehicle, 'service', 'add', 'VR1COMMAND1', 'Mine')).rejects.toThrow('--scope');
    await expect(run(vehicle, 'service', 'remove', 'VR1COMMAND1', 'Mine')).rejects.toThrow('no service');
  });

  it('refuse a service with a scope that is none', async () => {
    const add = ['service', 'add', 'VR1COMMAND1', 'Mine', '--for', 'fleet', '--scope', 'data:colour'];
    await expect(run(vehicle, ...add)).rejects.toThrow('data:colour');
  });

  it('show and change what a vehicle can do', async () => {
    const shown = await run(vehicle, 'capabilities', 'VR1COMMAND1', '--remote', 'door', 'horn');
    expect(JSON.parse(shown).remote).toEqual(['door', 'horn']);
    const { body } = await cloud.getFleet(owner, `vehicles/${id}`, {
      query: { extension: 'onboardCapabilities' },
    });
    expect(body._embedded.extension.onboardCapabilities.remote).toMatchObject({
      door: { supported: true },
      lights: { supported: false },
    });
  });

  it('register an application that is told the call centre of a country', async () => {
    await run(app, 'call-center', 'BR', '+55 0800 1');
    const clientId = printedAfter(await run(app, 'add', '--name', 'Mine', '--call-centers'), 'client_id');
    const { rows } = await cloud.database.pool.query(
      'select a.sees_call_centers, c.phone_number from applications a, call_centers c where a.client_id = $1',
      [clientId],
    );
    expect(rows).toEqual([{ sees_call_centers: true, phone_number: '+55 0800 1' }]);
  });

  it('change how often somebody may call, and show it', async () => {
    expect(await run(partner, 'limits', owner.login, '--day', '7', '--burst', '5')).toMatch(
      /hours +7\n.*second +5/,
    );
    cloud.clock.advance(2000);
    expect((await cloud.getFleet(owner)).headers.get('x-ratelimit-limit-1')).toBe('7');
    expect(await run(partner, 'limits', owner.login)).toMatch(/hours +7\n.*second +5/);
    expect(await run(partner, 'limits', owner.login, '--default')).toMatch(
      /hours +\d{8} .*\n.*of the settings/,
    );
    const { clientId } = await cloud.addApplication();
    expect(await run(app, 'limits', clientId, '--day', '9')).toMatch(/hours +9\n.*of the settings/);
    await expect(run(app, 'limits', 'nobody')).rejects.toThrow('there is no application nobody');
  });
});
