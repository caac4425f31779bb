import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/cli/applications/app.ts';
import { fleet } from '../../src/cli/applications/fleet.ts';
import { partner } from '../../src/cli/applications/partner.ts';
import { ca } from '../../src/cli/ca/ca.ts';
import { createWorld } from '../../src/cli/demo/create-world.ts';
import { admin } from '../../src/cli/people/admin.ts';
import { printFirstAdministrator } from '../../src/cli/people/first-administrator.ts';
import { user } from '../../src/cli/people/user.ts';
import { writeServerFile } from '../../src/cli/server-file.ts';
import { vehicle } from '../../src/cli/vehicle/vehicle.ts';
import { readSettings } from '../../src/config/settings.ts';
import { createLog } from '../../src/lib/log.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Admin, addAdmin, adminWith } from '../support/people/admin.ts';
import { run as runAnywhere } from '../support/run-command.ts';
import { newRequest } from '../support/vehicles/certificates.ts';

let cloud: TestCloud;
let root: Admin;
const dataDir = mkdtempSync(join(tmpdir(), 'roadwire-admin-'));
beforeAll(async () => {
  cloud = await startTestCloud();
  root = await addAdmin(cloud);
});
beforeEach(() => {
  vi.stubEnv('ROADWIRE_DATA_DIR', dataDir);
  vi.stubEnv('DATABASE_URL', cloud.databaseUrl);
});
afterEach(() => {
  vi.unstubAllEnvs();
  process.exitCode = 0;
});
afterAll(async () => {
  await cloud.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const run = (command: Command, ...args: string[]) => runAnywhere(command, ...args);

async function lastChange() {
  return (await root.get('/audit?pageSize=1')).body._embedded.changes[0];
}

/** As a start of Roadwire does. */
function tellWhere(): () => void {
  const { baseUrl, mqttUrl, httpPort, databaseUrl, admin: own } = cloud;
  const where = { baseUrl, mqttUrl, httpPort, mqttPort: 0, databaseUrl, admin: own };
  return writeServerFile(readSettings(process.env), {
    ...where,
    reloadCertificates: () => undefined,
    stop: async () => undefined,
  });
}

describe('commands', () => {
  it('work through the running Roadwire of the data folder, whose file only its owner can read', async () => {
    const forget = tellWhere();
    expect(statSync(join(dataDir, 'server.json')).mode & 0o777).toBe(0o600);
    // Also where one was left behind that others may read.
    chmodSync(join(dataDir, 'server.json'), 0o644);
    tellWhere();
    expect(statSync(join(dataDir, 'server.json')).mode & 0o777).toBe(0o600);
    // Nothing but the administration is asked.
    vi.stubEnv('DATABASE_URL', 'postgres://nobody:nothing@127.0.0.1:1/none');
    const printed = await run(vehicle, 'add', '--vin', 'VR1CLI1', '--motorization', 'Electric');
    expect(printed).toMatch(/secret +\S{32} +\(shown this once\)/);
    expect(await run(vehicle, 'list')).toMatch(/VR1CLI1 +Electric +never seen/);
    forget();
    expect(await lastChange()).toMatchObject({ whoKind: 'command', who: 'local', subject: 'VR1CLI1' });
  });

  it('work through the Roadwire that the settings name, with its token', async () => {
    vi.stubEnv('ROADWIRE_ADMIN_URL', cloud.baseUrl);
    await expect(run(vehicle, 'list')).rejects.toThrow('ROADWIRE_ADMIN_TOKEN');
    vi.stubEnv('ROADWIRE_ADMIN_TOKEN', root.token);
    await run(vehicle, 'add', '--vin', 'VR1CLI2', '--motorization', 'Electric');
    expect(await lastChange()).toMatchObject({ whoKind: 'token', subject: 'VR1CLI2' });
    vi.stubEnv('ROADWIRE_ADMIN_TOKEN', (await addAdmin(cloud, 'viewer')).token);
    expect(await run(vehicle, 'list')).toContain('VR1CLI2');
    await expect(run(vehicle, 'secret', 'VR1CLI2')).rejects.toThrow('viewer, expected operator');
  });

  it('say in one line what is wrong', async () => {
    await expect(run(vehicle, 'show', 'VR1NOBODY')).rejects.toThrow(/^vin: there is no vehicle VR1NOBODY$/);
    await expect(run(user, 'remove', 'nobody@test.example')).rejects.toThrow(/^email: there is no user/);
    await expect(run(app, 'add', '--name', 'x', '--redirect-uri', 'javascript:1')).rejects.toThrow(
      /^redirect-uri: javascript:1, expected/,
    );
  });

  it('let users be sent back over http only on their own machine, unless the settings say otherwise', async () => {
    const add = (uri: string) => run(app, 'add', '--name', 'Web', '--redirect-uri', uri);
    await expect(add('http://app.example/back')).rejects.toThrow(
      /^redirect-uri: http:\/\/app.example\/back, expected https/,
    );
    expect(await add('http://127.0.0.1:4711/back')).toContain('client_id');
    expect(await add('https://app.example/back')).toContain('client_id');
    vi.stubEnv('ROADWIRE_PLAIN_REDIRECTS', 'true');
    expect(await add('http://app.example/back')).toContain('client_id');
  });

  it('enter vehicles from a file, and tell of each row that did something', async () => {
    const file = join(dataDir, 'vehicles.csv');
    writeFileSync(file, 'vin,motorization\nVR1CLIFILE1,Electric\nVR1CLIFILE2,Steam\n');
    expect(await run(vehicle, 'import', file, '--dry-run')).toContain('would be: 1 created');
    const printed = await run(vehicle, 'import', file);
    expect(printed).toMatch(
      /1 {2}VR1CLIFILE1 +created +\S{32}\n +2 {2}VR1CLIFILE2 +refused +motorization: Steam/,
    );
    expect(process.exitCode).toBe(1);
    expect(await run(vehicle, 'import', file)).toContain('0 created, 0 updated, 1 unchanged, 1 refused');
    await expect(run(vehicle, 'import', 'vehicles.xls')).rejects.toThrow('.csv');
  });

  it('list, change and remove', async () => {
    const printed = await run(app, 'add', '--name', 'Mine', '--scope', 'data:trip');
    const clientId = /client_id +(\S+)/.exec(printed)?.[1] ?? '';
    expect(JSON.parse(await run(app, 'change', clientId, '--scope', 'data:telemetry')).scopes).toEqual([
      'data:telemetry',
    ]);
    expect(await run(app, 'list')).toMatch(new RegExp(`${clientId} +0 users +Mine`));
    await run(app, 'remove', clientId);
    expect(await run(app, 'list')).not.toContain(clientId);
    await run(partner, 'add', '--login', 'MZPCLI');
    const id = await run(fleet, 'add', '--login', 'MZPCLI', '--name', 'Cars');
    await run(fleet, 'link', '--fleet', id, '--vin', 'VR1CLI1');
    expect(await run(fleet, 'unlink', '--fleet', id, '--vin', 'VR1CLI1')).toContain('no more');
    expect(await run(partner, 'password', 'MZPCLI')).toMatch(/password +\S{32}/);
    expect(await run(partner, 'list')).toMatch(/MZPCLI .* 1 fleets/);
    expect(await run(partner, 'remove', 'MZPCLI')).toContain('with 1 fleets');
    expect(await run(vehicle, 'remove', 'VR1CLI1')).toContain('VR1CLI1 removed');
  });

  it('leave a note of certificates that they sign and revoke', async () => {
    const { login } = await cloud.addPartner();
    await run(ca, 'init');
    const printed = await run(ca, 'sign', (await newRequest(login)).file);
    const serial = /serial +(\S+)/.exec(printed)?.[1] ?? '';
    const by = { whoKind: 'command', who: 'local', subjectKind: 'certificate', subject: serial };
    expect(await lastChange()).toMatchObject({ ...by, operation: 'signCertificate', after: { login } });
    await run(ca, 'revoke', serial);
    const revoked = await lastChange();
    expect(revoked).toMatchObject({ ...by, operation: 'revokeCertificate', after: { login } });
    // Once more changes nothing.
    await run(ca, 'revoke', serial);
    expect(await lastChange()).toEqual(revoked);
  });

  it('help who has lost the password of the administration', async () => {
    const printed = await run(admin, 'add', 'ada', '--role', 'admin');
    const password = /password +(\S+)/.exec(printed)?.[1];
    const signIn = (given?: string) =>
      adminWith(cloud, 'none').send('POST', '/sessions', { name: 'ada', password: given });
    expect((await signIn(password)).status).toBe(201);
    const renewed = /password +(\S+)/.exec(await run(admin, 'password', 'ada'))?.[1];
    expect([(await signIn(password)).status, (await signIn(renewed)).status]).toEqual([401, 201]);
    await run(admin, 'add', 'bob', '--role', 'viewer');
    expect(await run(admin, 'list')).toMatch(/^ada +admin +since .*\nbob +viewer/);
    expect(await run(admin, 'role', 'bob', 'operator')).toBe('bob is operator');
    expect(await run(admin, 'remove', 'bob')).toBe('bob removed');
    await expect(run(admin, 'remove', 'ada')).rejects.toThrow('the last administrator');
    expect(await run(admin, 'audit', '--limit', '1')).toMatch(
      /local +removeAdministrator +administrator bob$/,
    );
    const token = (await run(admin, 'token', 'add', '--name', 'backup', '--role', 'viewer')).split(' ')[0];
    expect((await adminWith(cloud, token ?? '').get('/vehicles')).status).toBe(200);
    expect(await run(admin, 'token', 'list')).toContain('backup');
    await run(admin, 'token', 'remove', 'backup');
    expect((await adminWith(cloud, token ?? '').get('/vehicles')).status).toBe(401);
  });
});

describe('the first start', () => {
  it('makes the first administrator and prints the password once, never into the log', async () => {
    await cloud.database.pool.query('delete from administrators');
    const [lines, log] = [[] as string[], createLog({ logLevel: 'trace', logPretty: false })];
    const written = vi.spyOn(log, 'info');
    const context = {
      settings: readSettings(process.env),
      log,
      print: (line: string) => void lines.push(line),
    };
    await printFirstAdministrator(context, cloud);
    const password = /password (\S+)/.exec(lines.join('\n'))?.[1];
    const noted = await lastChange();
    expect(noted).toMatchObject({ whoKind: 'command', operation: 'addFirstAdministrator', subject: 'admin' });
    expect(JSON.stringify(noted)).not.toContain(password);
    const signed = await adminWith(cloud, 'none').send('POST', '/sessions', { name: 'admin', password });
    expect(signed.body).toMatchObject({ name: 'admin', role: 'admin' });
    expect(written).not.toHaveBeenCalled();
    await printFirstAdministrator(context, cloud);
    expect(lines).toHaveLength(2);
  });

  it('of the demo has a token of the administration among what it made', async () => {
    const { file } = await createWorld(cloud.database, cloud.clock.now());
    const { body } = await adminWith(cloud, file.admin.token).get('/vehicles?vinPrefix=VR3DEMO');
    expect(body.total).toBe(2);
  });
});
