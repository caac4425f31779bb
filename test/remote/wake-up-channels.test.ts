import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { vehicle } from '../../src/cli/vehicle/vehicle.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type Admin, addAdmin } from '../support/people/admin.ts';
import { lock, remotesOf } from '../support/remote/remote-requests.ts';
import { run } from '../support/run-command.ts';
import { type Someone, subscribersOf } from '../support/subscribers/subscribers.ts';

let cloud: TestCloud;
let root: Admin;
let gateway: Server;
/** VINs that the operator's gateway was called for. */
const called: string[] = [];

beforeAll(async () => {
  gateway = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    called.push(JSON.parse(body).vin);
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`;
  cloud = await startTestCloud({ ROADWIRE_WAKE_UP_URL: url });
  root = await addAdmin(cloud);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await cloud.stop();
  gateway.closeAllConnections();
  gateway.close();
});

/** Somebody's vehicle that keeps a cheap connection; `heard`: wake-ups that came over it. */
async function sleeper(): Promise<{ own: Someone; heard: string[] }> {
  const own = await subscribersOf(cloud).someone();
  const { client } = await cloud.connect(own.vehicle);
  const heard: string[] = [];
  client.on('message', (topic) => heard.push(topic));
  await client.subscribeAsync(`vehicles/${own.vehicle.vin}/wakeup`, { qos: 1 });
  return { own, heard };
}

/** Asks for something, and waits until its wake-up is told. */
async function ask(own: Someone): Promise<string> {
  const { body } = await own.send('post', remotesOf(own), lock);
  return eventually('what comes of it', async () => {
    const { status, failureCause } = (await own.send('get', `${remotesOf(own)}/${body.remoteActionId}`)).body;
    return status === 'WakingUpVehicle' || status === 'Failed' ? `${failureCause ?? status}` : undefined;
  });
}

describe('the way in which a vehicle is woken', () => {
  it('is every way there is, unless it has one of its own', async () => {
    const [both, mqtt, http] = [await sleeper(), await sleeper(), await sleeper()];
    for (const [channel, { own }] of Object.entries({ mqtt, http }))
      expect((await root.send('PUT', `/vehicles/${own.vehicle.vin}/wakeUp`, { channel })).status).toBe(200);
    for (const { own } of [mqtt, http, both]) expect(await ask(own)).toBe('WakingUpVehicle');
    const isCalled = ({ own }: { own: Someone }) => called.includes(own.vehicle.vin);
    // The one that was asked last has everything: so have the others, as far as it was for them.
    await eventually('both ways', () => isCalled(both) && both.heard.length > 0);
    await eventually('the other ways', () => mqtt.heard.length > 0 && isCalled(http));
    expect([isCalled(mqtt), http.heard]).toEqual([false, []]);
  });

  it('is shown, set and set back, and in the list of changes', async () => {
    const { own } = await sleeper();
    const path = `/vehicles/${own.vehicle.vin}/wakeUp`;
    const channel = async () => (await root.get(path)).body.channel;
    expect(await channel()).toBe('all');
    await root.send('PUT', path, { channel: 'http' });
    expect(await channel()).toBe('http');
    await root.send('PUT', path, { channel: 'all' });
    expect(await channel()).toBe('all');
    expect((await root.send('PUT', path, { channel: 'pigeon' })).status).toBe(400);
    expect((await root.get('/vehicles/VR1NOBODY00000001/wakeUp')).status).toBe(404);
    const { changes } = (await root.get('/audit?pageSize=1')).body._embedded;
    expect(changes[0]).toMatchObject({ before: { wakeUp: 'http' }, after: { wakeUp: 'all' } });
  });

  it('can be set at the command line', async () => {
    vi.stubEnv('DATABASE_URL', cloud.databaseUrl);
    const { own } = await sleeper();
    expect(await run(vehicle, 'wake-up', own.vehicle.vin)).toBe('all');
    expect(await run(vehicle, 'wake-up', own.vehicle.vin, '--by', 'mqtt')).toBe('mqtt');
    expect(await run(vehicle, 'wake-up', own.vehicle.vin)).toBe('mqtt');
  });

  it('leads to nothing where it is switched off', async () => {
    await cloud.stop();
    cloud = await startTestCloud({ ROADWIRE_WAKE_UP_TOPIC: 'true' });
    root = await addAdmin(cloud);
    const { own, heard } = await sleeper();
    await root.send('PUT', `/vehicles/${own.vehicle.vin}/wakeUp`, { channel: 'http' });
    const { body } = await own.send('post', remotesOf(own), lock);
    await eventually('a failure', async () => {
      const { failureCause } = (await own.send('get', `${remotesOf(own)}/${body.remoteActionId}`)).body;
      return failureCause === 'GeneralError';
    });
    expect(heard).toEqual([]);
  });
});
