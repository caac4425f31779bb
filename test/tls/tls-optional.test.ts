import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Authority } from '../../src/certificates/authority.ts';
import { revoke } from '../../src/cli/ca/list.ts';
import { type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { run } from '../support/run-command.ts';
import {
  authorityBelow,
  codeOf,
  fleetsOf,
  foreignAuthority,
  forge,
  forgeListed,
  type Identity,
  newFolder,
  newServerFiles,
} from '../support/vehicles/certificates.ts';

describe('an authority of the operator’s own, in the place of the built-in one', () => {
  let cloud: TestCloud;
  let owner: FleetOwner;
  let built: Awaited<ReturnType<typeof newServerFiles>>;
  let root: Authority;
  let below: Authority;
  const open = (shown: Partial<Identity> = {}) =>
    fleetsOf(cloud, owner, { ca: built.authority.pem, ...shown });
  beforeAll(async () => {
    built = await newServerFiles();
    root = await foreignAuthority('O=Example, CN=Root');
    const above = await foreignAuthority('O=Example, CN=Above');
    below = await authorityBelow(above);
    const file = join(newFolder(), 'clients.pem');
    writeFileSync(file, `# who may come in\n${root.pem}\n${above.pem}\n${below.pem}\n`);
    const settings = {
      ROADWIRE_DATA_DIR: built.dataDir,
      ROADWIRE_TLS_CERT: built.cert,
      ROADWIRE_TLS_KEY: built.key,
      ROADWIRE_TLS_CLIENT_CERT: 'optional',
      ROADWIRE_TLS_CLIENT_CA: file,
    };
    cloud = await startTestCloud(settings);
    owner = await cloud.addPartner();
    for (const [name, value] of Object.entries({ ...settings, DATABASE_URL: cloud.databaseUrl }))
      vi.stubEnv(name, value);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await cloud.stop();
  });

  it('lets those in who show no certificate, where it is optional', async () => {
    expect((await open()).status).toBe(200);
  });

  it('lets those in whom one of its file has signed, also one that stands below another', async () => {
    for (const authority of [root, below])
      expect((await open(await forge(authority, owner.login))).status).toBe(200);
  });

  it('refuses whoever shows a wrong one, although none is needed', async () => {
    expect(codeOf(await open(await forge(root, 'MZP999999')))).toBe(40305);
    expect(codeOf(await open(await forge(root, owner.login, { to: -0.5 })))).toBe(40106);
    expect(codeOf(await open(await forge(await foreignAuthority(), owner.login)))).toBe(40106);
  });

  it('does not believe the built-in one', async () => {
    const shown = await forgeListed(cloud, { signer: built.authority, login: owner.login });
    expect(codeOf(await open(shown))).toBe(40106);
  });

  it('has its certificates revoked by their files', async () => {
    const shown = await forge(below, owner.login);
    expect((await open(shown)).status).toBe(200);
    const file = join(newFolder(), 'shown.pem');
    writeFileSync(file, shown.cert);
    expect(await run(revoke, file)).toBe(`revoked, of ${owner.login}`);
    cloud.clock.advance(1001);
    expect((await open(shown)).body.message).toMatch(/revoked/);
    expect((await open(await forge(below, owner.login))).status).toBe(200);
  });
});
