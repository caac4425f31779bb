import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type DemoFile } from '../../src/cli/demo/create-world.ts';
import { demoTokens } from '../../src/cli/demo/tokens.ts';
import { withdrawFrom } from '../../src/store/access/user-applications.ts';
import { findAccountByEmail } from '../../src/store/people/users.ts';
import { changeUser } from '../../src/store/registry/users.ts';
import { dayMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';

type User = Omit<DemoFile['endUser'], 'accessToken'> & { accessToken?: string };

let cloud: TestCloud;
let user: User;
const lines: string[] = [];
beforeAll(async () => {
  cloud = await startTestCloud();
  user = (await createWorld(cloud.database, cloud.clock.now())).file.endUser;
});
afterAll(() => cloud.stop());

const stream = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk));
    done();
  },
});

/** A start of the demo, later than the one before: what its file says afterwards. */
async function start(from: User, worldUrl = cloud.baseUrl): Promise<DemoFile['endUser']> {
  cloud.clock.advance(1001);
  const deps = { database: cloud.database, log: pino(stream), now: cloud.clock.now() };
  return { ...from, ...(await demoTokens({ worldUrl, ownUrl: cloud.admin.url }, from, deps)) };
}

async function vehiclesOf({ accessToken: token, clientId }: DemoFile['endUser']) {
  const { status, body } = await cloud.get('/user/vehicles', { token, clientId });
  return status === 200 ? body.total : status;
}

/** How its tokens were come by, and for how long they are good. */
async function tokens() {
  const { rows } = await cloud.database.pool.query(
    `select how_granted as how, extract(epoch from expires_at - created_at) * 1000 as "livesMs" from access_tokens`,
  );
  return rows.map(({ how, livesMs }) => ({ how, livesMs: Number(livesMs) }));
}

const userId = async () => (await findAccountByEmail(cloud.database, user.email))?.userId ?? 0;

describe('the demo', () => {
  it('signs its user in as an application does, and its token is good for 30 days', async () => {
    const first = await start(user);
    expect(await vehiclesOf(first)).toBe(6);
    expect(await tokens()).toEqual([{ how: 'authorization_code', livesMs: 30 * dayMs }]);
    const consents = await cloud.database.query.selectFrom('consents').select('scopes').execute();
    expect(consents).toEqual([{ scopes: expect.arrayContaining(['data:telemetry', 'remote:door:write']) }]);
    user = first;
  });

  it('has another token after each start, and the one before goes on working', async () => {
    const second = await start(user);
    expect(await tokens()).toContainEqual({
      how: expect.stringContaining('refresh_token'),
      livesMs: 30 * dayMs,
    });
    expect(second.accessToken).not.toBe(user.accessToken);
    expect(await vehiclesOf(second)).toBe(6);
    expect(await vehiclesOf(user as DemoFile['endUser'])).toBe(6);
    user = second;
  });

  it('lets its application in anew after its user has withdrawn the access', async () => {
    await withdrawFrom(cloud.database, await userId(), user.clientId);
    cloud.clock.advance(1001);
    expect(await vehiclesOf(user as DemoFile['endUser'])).toBe(401);
    user = await start(user);
    expect(await vehiclesOf(user as DemoFile['endUser'])).toBe(6);
  });

  it('gives the token of an older version a successor', async () => {
    const { refreshToken: _, ...older } = user;
    const before = await tokens();
    const renewed = await start(older);
    expect(renewed.refreshToken).toMatch(/^.{36}$/);
    const after = await tokens();
    expect(after).toHaveLength(before.length + 1);
    expect(new Set(after.map(({ livesMs }) => livesMs))).toEqual(new Set([30 * dayMs]));
  });

  it('comes up all the same where its user cannot sign in by itself, and says so', async () => {
    await changeUser(cloud.database, await userId(), { password: 'another long password' });
    const { refreshToken: _, ...signedOut } = user;
    expect(await start(signedOut)).toEqual(signedOut);
    expect(lines.join('')).toContain('could not sign in by itself');
    const { accessToken: __, ...fresh } = signedOut;
    expect(await vehiclesOf(await start(fresh))).toBe(6);
    expect(lines.join('')).not.toContain(user.password);
  });
});
