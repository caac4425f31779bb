import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Driver, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type AtAccount, enterAccount } from '../support/people/account.ts';
import { addAdmin } from '../support/people/admin.ts';
import { type App, addApp, addOwner, askToken, type Person } from '../support/people/oauth.ts';
import { callbackBody, made, monitorBody } from '../support/subscribers/subscriptions.ts';
import { sendAs } from '../support/vehicles/send.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_PASSWORD_GRANT: 'true' });
});
afterAll(() => cloud.stop());

describe('an application that was never on the consent page', () => {
  const ways = {
    async 'with a token made by command'(own: App, { userId }: Person) {
      return cloud.addToken({ userId, applicationId: own.applicationId } as Driver, [
        'data:telemetry',
        'data:trip',
      ]);
    },
    async 'with the password of the user'(own: App, { email: username, password }: Person) {
      const scope = 'openid data:telemetry data:trip';
      const form = { grant_type: 'password', username, password, scope };
      return (await askToken(cloud, own, { form })).body.access_token as string;
    },
  };

  /** It makes a callback with a monitor, and gives its token back. */
  async function leaveCallback(own: App, person: Person, token: string): Promise<void> {
    const send = sendAs(cloud, { token, clientId: own.clientId });
    const cbid = await made(send, '/user/callbacks', callbackBody);
    const { body } = await send('get', '/user/vehicles');
    const [{ id }] = body._embedded.vehicles;
    await made(send, `/user/vehicles/${id}/callbacks/${cbid}/monitors`, monitorBody);
    const revoked = await askToken(cloud, own, { path: '/token/revoke', form: { token } });
    expect(revoked.status).toBe(200);
    // The password grant gave a refresh token, too: it is gone by itself after a while.
    await cloud.database.query
      .deleteFrom('oauth_items')
      .where('user_id', '=', person.userId)
      .where('kind', '<>', 'Session')
      .execute();
    expect(await subscriptionsOf(person)).toEqual({ callbacks: 1, monitors: 1 });
  }

  async function subscriptionsOf({ userId }: Person) {
    const { rows } = await cloud.database.pool.query(
      `select (select count(*) from callbacks where user_id = $1) as callbacks,
              (select count(*) from monitors where user_id = $1) as monitors`,
      [userId],
    );
    return rows[0];
  }

  async function prepare(of: keyof typeof ways) {
    const own = await addApp(cloud, {
      name: 'Quiet one',
      isFirstParty: true,
      grants: ['password', 'refresh_token'],
    });
    const person = await addOwner(cloud);
    await leaveCallback(own, person, await ways[of](own, person));
    return { own, person };
  }

  const each = it.each(Object.keys(ways) as (keyof typeof ways)[]);

  each('%s is listed for as long as it has a callback, and loses it in one click', async (of) => {
    const { own, person } = await prepare(of);
    const account = await enterAccount(cloud, person);
    expect(account.page.text).toContain('<h3>Quiet one</h3>');
    expect(account.page.text).toContain('see your trips');
    const log = await account.open(`/log?application=${own.clientId}`);
    expect(log.text).toContain('Only what Quiet one read.');
    const after = await withdrawFrom(account, own);
    expect(after.text).not.toContain('<h3>Quiet one</h3>');
    expect(await subscriptionsOf(person)).toEqual({ callbacks: 0, monitors: 0 });
  });

  each('%s loses it by the operator, too', async (of) => {
    const { own, person } = await prepare(of);
    const root = await addAdmin(cloud, 'operator');
    const path = `/users/${person.email}/applications`;
    expect((await root.get(path)).body.applications).toMatchObject([
      { clientId: own.clientId, name: 'Quiet one', scopes: expect.arrayContaining(['data:trip']) },
    ]);
    expect((await root.send('DELETE', `${path}/${own.clientId}`)).status).toBe(204);
    expect(await subscriptionsOf(person)).toEqual({ callbacks: 0, monitors: 0 });
    expect((await root.get(path)).body.applications).toEqual([]);
  });

  it('is listed with a callback alone, which watches nothing', async () => {
    const { own, person } = await prepare('with a token made by command');
    await cloud.database.query.deleteFrom('monitors').where('user_id', '=', person.userId).execute();
    await cloud.database.query
      .updateTable('applications')
      .set({ is_first_party: false })
      .where('id', '=', own.applicationId)
      .execute();
    const { page } = await enterAccount(cloud, person);
    expect(page.text).toContain('<h3>Quiet one</h3>');
    expect(page.text).toContain('It may see nothing now.');
  });

  it('is not named to those who have nothing to do with it', async () => {
    const { own } = await prepare('with a token made by command');
    const { open } = await enterAccount(cloud, await addOwner(cloud));
    const { text } = await open(`/log?application=${own.clientId}`);
    expect(text).not.toContain('Quiet one');
    expect(text).toContain(own.clientId);
  });
});

function withdrawFrom({ browser, page }: AtAccount, { clientId }: App): Promise<AtAccount['page']> {
  const form = page.forms.find(
    ({ action, fields }) => action.endsWith('/withdraw') && fields.some(([, value]) => value === clientId),
  );
  return browser.submit({ ...page, forms: form ? [form] : [] }, '/withdraw');
}
