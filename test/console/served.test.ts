import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsole } from '../../src/console/console.ts';
import { contentPolicy } from '../../src/console/policy.ts';

const page = '<script type="module" src="./assets/index-abc.js"></script>';

/** A server with the console alone, with a small one in the place of the built one. */
async function serve(folder: string, publicUrl = 'http://127.0.0.1:1'): Promise<FastifyInstance> {
  const app = Fastify();
  const options = {
    clientId: 'roadwire-console',
    publicUrl: () => publicUrl,
    isDemoFor: () => false,
    folder,
  };
  await app.register(createConsole(options));
  return app;
}

describe('the served console', () => {
  let folder: string;
  let app: FastifyInstance;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'roadwire-console-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), page);
    writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(folder, 'assets', 'index-abc.js'), 'export {};');
    writeFileSync(join(folder, 'assets', 'index-abc.js.br'), 'small');
    app = await serve(folder);
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it('is where the root leads', async () => {
    const { statusCode, headers } = await app.inject('/');
    expect([statusCode, headers.location]).toEqual([302, '/console/']);
  });

  it.each(['/console', '/console/', '/console/map?q=e-208', '/console/vehicles/abc/trips/def'])(
    'is one page at every address, which is never kept: %s',
    async (address) => {
      const { statusCode, headers, body } = await app.inject(address);
      expect(statusCode).toBe(200);
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
      expect(body).toContain('src="/console/assets/index-abc.js"');
    },
  );

  it('has files that are kept for ever, compressed where the browser can', async () => {
    const plain = await app.inject('/console/assets/index-abc.js');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.body).toBe('export {};');
    const headers = { 'accept-encoding': 'gzip, br' };
    const small = await app.inject({ url: '/console/assets/index-abc.js', headers });
    expect([small.headers['content-encoding'], small.body]).toEqual(['br', 'small']);
    expect(small.headers['content-type']).toContain('javascript');
  });

  it('has no page in the place of a file that is not there, and none outside', async () => {
    for (const address of ['/console/assets/index-old.js', '/console/assets/..%2f..%2fpackage.json'])
      expect((await app.inject(address)).statusCode, address).toBeGreaterThanOrEqual(400);
  });

  it('says what is needed before anybody is signed in', async () => {
    expect((await app.inject('/console/config.json')).json()).toEqual({
      clientId: 'roadwire-console',
      isDemo: false,
    });
  });

  it('follows the path under which the world reaches the server', async () => {
    const below = await serve(folder, 'https://cars.example/roadwire');
    expect((await below.inject('/')).headers.location).toBe('/roadwire/console/');
    expect((await below.inject('/console/')).body).toContain('src="/roadwire/console/assets/index-abc.js"');
    await below.close();
  });
});

it('says so where the console was not built', async () => {
  const app = await serve(join(tmpdir(), 'roadwire-no-console'));
  const { statusCode, body } = await app.inject('/console/map');
  expect(statusCode).toBe(503);
  expect(body).toContain('npm run build');
  await app.close();
});

it('lets nothing run or be asked from elsewhere but what the style of the map needs', () => {
  const own = contentPolicy(undefined);
  expect(own).not.toMatch(/unsafe|blob:.*script|\*/);
  expect(own).toContain("connect-src 'self';");
  const withStyle = contentPolicy('https://tiles.openfreemap.org/styles/positron');
  expect(withStyle).toContain("connect-src 'self' https://tiles.openfreemap.org;");
  expect(own).toContain("img-src 'self' data: blob:;");
  expect(withStyle).toContain("img-src 'self' data: blob: https://tiles.openfreemap.org;");
  expect(withStyle.replaceAll(' https://tiles.openfreemap.org', '')).toBe(own);
});
