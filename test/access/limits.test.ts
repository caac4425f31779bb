import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setApplicationQuota, setPartnerQuota } from '../../src/store/access/quotas.ts';
import { type Answer, startTestCloud, type TestCloud } from '../support/cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_CALLS_PER_DAY: '1000', ROADWIRE_CALLS_PER_SECOND: '900' });
});
afterAll(() => cloud.stop());

/** A driver of an application with a quota of its own. */
async function driverWith(quota: { day?: number; burst?: number }) {
  const driver = await cloud.addDriver();
  await cloud.addVehicle(driver);
  await setApplicationQuota(cloud.database, driver.clientId, quota);
  return driver;
}

const numberIn = ({ headers }: Answer, name: string) => Number(headers.get(`x-ratelimit-${name}`));

describe('every answer of the Web API', () => {
  it('tells both quotas and what is left of them', async () => {
    await driverWith({});
    const first = await cloud.get('/user');
    expect([numberIn(first, 'limit-1'), numberIn(first, 'limit-2')]).toEqual([1000, 900]);
    expect(numberIn(first, 'remaining-1')).toBe(999);
    expect(numberIn(first, 'remaining-2')).toBe(899);
    expect(first.headers.has('retry-after')).toBe(false);
    expect(numberIn(await cloud.get('/user/vehicles'), 'remaining-1')).toBe(998);
  });

  it('does so when it is an error, once it is known who asks', async () => {
    await driverWith({});
    for (const path of ['/user/vehicles/nobodys/status', '/user/vehicles?pageSize=-1']) {
      const { status, headers } = await cloud.get(path);
      expect([status, headers.has('x-ratelimit-remaining-1')]).toEqual([
        path.includes('?') ? 400 : 404,
        true,
      ]);
    }
    const { status, headers } = await cloud.get('/user', { token: 'wrong-token' });
    expect([status, headers.has('x-ratelimit-limit-1')]).toEqual([401, false]);
  });

  it('does so at an address that there is not, too, where it is told who asks', async () => {
    await driverWith({ day: 2 });
    const seen = async (asked: Promise<Answer>) => {
      const answer = await asked;
      return [answer.status, answer.body.code, answer.headers.get('x-ratelimit-remaining-1')];
    };
    expect(await seen(cloud.get('/user/nothing'))).toEqual([404, 40400, '1']);
    expect(await seen(cloud.get('/user/nothing', { token: 'wrong-token' }))).toEqual([404, 40400, null]);
    expect(await seen(cloud.get('/user/nothing', { token: null }))).toEqual([404, 40400, null]);
    expect(await seen(cloud.get('/user/nothing'))).toEqual([404, 40400, '0']);
    expect(await seen(cloud.get('/user/nothing'))).toEqual([429, 42900, '0']);
    const owner = await cloud.addPartner();
    await setPartnerQuota(cloud.database, owner.login, { day: 1 });
    expect(await seen(cloud.getFleet(owner, '/nothing'))).toEqual([404, 40400, '0']);
  });
});

describe('the quota of 24 hours', () => {
  it('refuses what is beyond it with 429, also after a restart, until the time that it tells', async () => {
    const driver = await driverWith({ day: 3 });
    const left = [];
    for (let call = 0; call < 3; call += 1) left.push(numberIn(await cloud.get('/user'), 'remaining-1'));
    expect(left).toEqual([2, 1, 0]);
    const refused = await cloud.get('/user');
    expect([refused.status, refused.body.code]).toEqual([429, 42900]);
    expect(numberIn(refused, 'remaining-1')).toBe(0);
    const resetS = numberIn(refused, 'reset');
    expect(refused.headers.get('retry-after')).toBe(String(resetS));
    expect(resetS).toBeGreaterThan(86_000);
    await cloud.restart();
    cloud.use(driver);
    expect((await cloud.get('/user')).status).toBe(429);
    cloud.clock.advance((resetS - 3600) * 1000);
    expect((await cloud.get('/user')).status).toBe(429);
    cloud.clock.advance(3600 * 1000);
    const again = await cloud.get('/user');
    expect([again.status, numberIn(again, 'remaining-1')]).toEqual([200, 2]);
  });

  it('is one for each application, and a change of it is noticed', async () => {
    const used = await driverWith({ day: 1 });
    await cloud.get('/user');
    const other = await driverWith({ day: 1 });
    expect((await cloud.get('/user')).status).toBe(200);
    cloud.use(used);
    expect((await cloud.get('/user')).status).toBe(429);
    await setApplicationQuota(cloud.database, used.clientId, { day: 5 });
    cloud.clock.advance(2000);
    expect((await cloud.get('/user')).status).toBe(200);
    cloud.use(other);
    expect((await cloud.get('/user')).status).toBe(429);
  });

  it('holds for fleet owners, too', async () => {
    const owner = await cloud.addPartner();
    await setPartnerQuota(cloud.database, owner.login, { day: 1 });
    const first = await cloud.getFleet(owner);
    expect([first.status, numberIn(first, 'limit-1')]).toEqual([200, 1]);
    const second = await cloud.getFleet(owner);
    expect([second.status, second.body.code]).toEqual([429, 42900]);
  });
});

describe('the quota of a second', () => {
  it('refuses what is beyond it and is whole again soon', async () => {
    await driverWith({ burst: 3 });
    const answers = await Promise.all(Array.from({ length: 60 }, () => cloud.get('/user')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expect(answer.body.code).toBe(42901);
      expect(numberIn(answer, 'remaining-2')).toBe(0);
      expect(answer.headers.get('retry-after')).toMatch(/^[12]$/);
    }
    cloud.clock.advance(2000);
    expect(numberIn(await cloud.get('/user'), 'remaining-2')).toBe(2);
  });

  it('counts what was refused for nothing', async () => {
    await driverWith({ day: 500, burst: 1 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => cloud.get('/user')));
    const passed = answers.filter(({ status }) => status === 200).length;
    cloud.clock.advance(2000);
    expect(numberIn(await cloud.get('/user'), 'remaining-1')).toBe(500 - passed - 1);
  });
});
