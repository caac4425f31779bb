import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userMonitorsMax } from '../../src/api/writes/monitors.ts';
import { linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { datum, subscribersOf, withTrigger, zone } from '../support/subscribers/subscribers.ts';
import { callbackBody, fleetMonitorBody, made, monitorBody } from '../support/subscribers/subscriptions.ts';

let cloud: TestCloud;
let people: ReturnType<typeof subscribersOf>;
beforeAll(async () => {
  cloud = await startTestCloud();
  people = subscribersOf(cloud);
});
afterAll(() => cloud.stop());

describe('a monitor of a user', () => {
  it('is made with 202 and given back as it was asked for', async () => {
    const { send, monitors } = await people.someone();
    const { status, body } = await send('post', monitors, monitorBody);
    expect([status, body.status, body.secret]).toEqual([202, 'Running', undefined]);
    expect(body.monitorId).toMatch(/^[\da-f]+$/);
    const href = `${cloud.baseUrl}/connectedcar/v4${monitors}/${body.monitorId}`;
    expect(body._links.monitor.href).toBe(href);
    const { monitorId, createdAt, updatedAt } = body;
    const shown = { monitorId, createdAt, updatedAt, status: 'Running', monitor: monitorBody };
    const one = await send('get', `${monitors}/${monitorId}`);
    expect(one.body).toEqual({ _links: { self: { href } }, ...shown });
    const list = await send('get', monitors);
    expect(list.body).toMatchObject({ total: 1, _embedded: { monitors: [shown] } });
  });

  it('is listed page by page, in the order in which they were made', async () => {
    const { send, monitors } = await people.someone();
    const ids: string[] = [];
    for (const label of ['1', '2', '3']) ids.push(await made(send, monitors, { ...monitorBody, label }));
    const seen: string[] = [];
    let path: string | undefined = `${monitors}?pageSize=2`;
    while (path) {
      const { body } = await send('get', path);
      seen.push(...body._embedded.monitors.map(({ monitorId }: Body) => monitorId));
      path = body._links.next?.href.split('/connectedcar/v4')[1];
    }
    expect(seen).toEqual(ids);
  });

  it('is replaced as a whole: it counts as another from then on', async () => {
    const own = await people.someone();
    const id = await made(own.send, own.monitors, monitorBody);
    const narrow = await people.withScopes(own, 'data:position');
    const { status, body } = await narrow('put', `${own.monitors}/${id}`, withTrigger({ zone }));
    expect([status, body.monitorId]).toEqual([202, id]);
    const { monitor } = (await own.send('get', `${own.monitors}/${id}`)).body;
    expect(monitor).toEqual(withTrigger({ zone }));
    expect(await people.rowOf(id)).toMatchObject({ revision: 2, scopes: ['data:position'] });
  });

  it('keeps the scopes of the token that asked for it', async () => {
    const own = await people.someone();
    const send = await people.withScopes(own, 'data:telemetry:vehicle:odometer', 'data:trip');
    const far = withTrigger(datum('vehicle.odometer', 'greaterThan', '5'));
    const id = await made(send, own.monitors, far);
    expect((await people.rowOf(id))?.scopes).toEqual(['data:telemetry:vehicle:odometer', 'data:trip']);
  });

  it('rests, goes on, and is deleted', async () => {
    const { send, monitors } = await people.someone();
    const at = `${monitors}/${await made(send, monitors, monitorBody)}`;
    const set = (status: unknown) => send('put', `${at}/status`, { status });
    expect(await set('Paused')).toMatchObject({ status: 202, body: { status: 'Paused' } });
    expect((await send('put', at, monitorBody)).body.status).toBe('Paused');
    expect((await set('Failed')).body.code).toBe(40003);
    expect((await set('Running')).body.status).toBe('Running');
    expect(await send('delete', at)).toMatchObject({ status: 204, text: '' });
    for (const method of ['get', 'delete'] as const) expect((await send(method, at)).body.code).toBe(40418);
  });

  it.each([
    ['data:position', { zone }],
    ['data:alert', datum('vehicle.alert')],
    ['data:trip', datum('vehicle.trip.stop')],
    ['data:telemetry:privacy', datum('privacy.state')],
    ['data:collision', datum('vehicle.collision.severity', 'equalsTo', 'Major')],
  ])('needs %s for what it looks at, or is refused with 403 that says so', async (scope, trigger) => {
    const own = await people.someone();
    const others = ['data:position', 'data:alert', 'data:trip', 'data:collision', 'data:telemetry:vehicle'];
    const without = await people.withScopes(own, ...others.filter((one) => one !== scope));
    const { status, body } = await without('post', own.monitors, withTrigger(trigger));
    expect([status, body.code]).toEqual([403, 40301]);
    expect(body.message).toContain(scope);
    expect(
      (await (await people.withScopes(own, scope))('post', own.monitors, withTrigger(trigger))).status,
    ).toBe(202);
  });

  it('needs a callback that is for monitors and of the kind of its attributes', async () => {
    const { send, vehicle, monitors } = await people.someone();
    const remote = await made(send, '/user/callbacks', { ...callbackBody, type: ['Remote'] });
    const atRemote = `/user/vehicles/${vehicle.id}/callbacks/${remote}/monitors`;
    expect((await send('post', atRemote, monitorBody)).body).toMatchObject({
      code: 40012,
      message: expect.stringContaining('type: Remote'),
    });
    const own = [{ type: 'Body', key: 'a', value: '$MonitorID' }];
    const with_ = (kind: string) => ({
      ...monitorBody,
      subscribeParam: { callbackAttributes: { [kind]: own } },
    });
    const { body } = await send('post', monitors, with_('websocket'));
    expect(body).toMatchObject({
      code: 40012,
      message: expect.stringContaining('subscribeParam.callbackAttributes.websocket'),
    });
    const at = `${monitors}/${await made(send, monitors, with_('webhook'))}`;
    expect((await send('put', at, with_('websocket'))).body.code).toBe(40012);
    expect((await send('get', at)).body.monitor).toEqual(with_('webhook'));
  });

  it('is one of five on a vehicle, whatever the callback and however many ask at once', async () => {
    const { send, vehicle, monitors, driver } = await people.someone();
    const other = await made(send, '/user/callbacks', callbackBody);
    const atOther = `/user/vehicles/${vehicle.id}/callbacks/${other}/monitors`;
    const asked = Array.from({ length: 12 }, (_, index) => (index % 2 ? monitors : atOther));
    const answers = await Promise.all(asked.map((path) => send('post', path, monitorBody)));
    const codes = answers.map(({ status, body }) => body.code ?? status).sort();
    expect(codes).toEqual([...Array(userMonitorsMax).fill(202), ...Array(7).fill(40010)]);
    // Another vehicle, and another user of the same one, have five of their own.
    const second = await cloud.addVehicle(driver);
    // What a token opens is remembered for a second.
    cloud.clock.advance(1000);
    expect(
      (await send('post', `/user/vehicles/${second.id}/callbacks/${other}/monitors`, monitorBody)).status,
    ).toBe(202);
    const neighbour = await people.someone();
    const shared = await linkVehicle(cloud.database, neighbour.driver.userId, vehicle.vehicleId);
    cloud.clock.advance(1000);
    const path = `/user/vehicles/${shared}/callbacks/${neighbour.cbid}/monitors`;
    expect((await neighbour.send('post', path, monitorBody)).status).toBe(202);
  });
});

describe('a monitor of a fleet', () => {
  it('is made with 202 and a secret for its webhook, replaced, stopped and deleted with it', async () => {
    const { send, owner } = await people.someOwner();
    const { status, body } = await send('post', 'monitors', fleetMonitorBody);
    expect([status, body.status]).toEqual([202, 'Running']);
    expect(body.secret).toMatch(/^whsec_/);
    expect(body._links.fleet.href).toContain(`/fleets/${owner.fid}`);
    const at = `monitors/${body.monitorId}`;
    expect((await send('get', at)).body.monitor).toEqual(fleetMonitorBody);
    const row = await people.rowOf(body.monitorId);
    const webhook = async () =>
      cloud.database.query
        .selectFrom('callbacks')
        .select(['kind', 'subscribe', 'status', 'secret'])
        .where('id', '=', row?.callback_id ?? 0)
        .executeTakeFirst();
    const { callback, retryPolicy } = fleetMonitorBody.subscribeParam;
    const before = await webhook();
    expect(before).toMatchObject({ kind: 'monitor', secret: body.secret });
    expect(JSON.parse(before?.subscribe ?? '')).toEqual({ label: 'Far', callback, retryPolicy });
    expect((await send('get', 'remote/callbacks')).body.total).toBe(0);
    const batchNotify = { size: 10, timeWindow: 30 };
    const other = { ...fleetMonitorBody, subscribeParam: { callback, batchNotify, refreshEvent: 60 } };
    expect((await send('put', at, other)).status).toBe(202);
    expect(JSON.parse((await webhook())?.subscribe ?? '')).toEqual({ label: 'Far', callback, batchNotify });
    expect((await send('put', `${at}/status`, { status: 'Paused' })).body.status).toBe('Paused');
    expect((await webhook())?.status).toBe('Paused');
    expect((await send('delete', at)).status).toBe(204);
    expect([await webhook(), await people.rowOf(body.monitorId)]).toEqual([undefined, undefined]);
    expect((await send('get', at)).body.code).toBe(40418);
  });

  it('has failed where its webhook has, until it is told to go on', async () => {
    const { send } = await people.someOwner();
    const id = await made(send, 'monitors', fleetMonitorBody);
    await cloud.database.query
      .updateTable('callbacks')
      .set({ status: 'Failed' })
      .where('id', '=', (await people.rowOf(id))?.callback_id ?? 0)
      .execute();
    expect((await send('get', `monitors/${id}`)).body.status).toBe('Failed');
    expect((await send('put', `monitors/${id}/status`, { status: 'Running' })).body.status).toBe('Running');
    expect((await send('get', `monitors/${id}`)).body.status).toBe('Running');
  });

  it('is taken in older spellings', async () => {
    const { send } = await people.someOwner();
    const { webhook } = fleetMonitorBody.subscribeParam.callback;
    const retryPolicy = { policy: 'Bounded', maxRetryNumber: 4 };
    const old = { ...fleetMonitorBody, subscribeParam: { callback: webhook, retryPolicy } };
    const id = await made(send, 'monitors', old);
    const { subscribeParam } = (await send('get', `monitors/${id}`)).body.monitor;
    expect(subscribeParam).toMatchObject({
      callback: { webhook },
      retryPolicy: { policy: 'Bounded', retryNumber: 4 },
    });
  });

  it.each<[string, object, string]>([
    ['without a webhook', { ...fleetMonitorBody, subscribeParam: {} }, 'subscribeParam.callback'],
    ['without telling where', { ...fleetMonitorBody, subscribeParam: undefined }, 'subscribeParam'],
    ['with what was before', { ...fleetMonitorBody, ...previous() }, 'triggers[0].data.previous'],
  ])('%s is refused with 400, which says where', async (_name, given, path) => {
    const { send } = await people.someOwner();
    const { body } = await send('post', 'monitors', given);
    expect(body).toMatchObject({ code: 40003, message: expect.stringContaining(path) });
  });

  function previous() {
    const { data } = datum('privacy.state');
    return withTrigger({ data: { ...data, previous: { op: 'equalsTo', value: ['None'] } } });
  }
});
