import { once } from 'node:events';
import { connect, type PeerCertificate } from 'node:tls';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { ask, newServerFiles, writeServerFiles } from '../support/vehicles/certificates.ts';

let files: Awaited<ReturnType<typeof newServerFiles>>;
let cloud: TestCloud;
let car: EnrolledVehicle;
let ca: string;
let url: string;
beforeAll(async () => {
  files = await newServerFiles();
  ca = files.authority.pem;
  cloud = await startTestCloud({
    ROADWIRE_DATA_DIR: files.dataDir,
    ROADWIRE_TLS_CERT: files.cert,
    ROADWIRE_TLS_KEY: files.key,
    ROADWIRE_MQTTS_PORT: '0',
  });
  url = cloud.mqttsUrl ?? '';
  car = await cloud.addVehicle(await cloud.addDriver());
});
afterAll(() => cloud.stop());

const come = (given: object = {}) =>
  connectAsync(url, {
    username: car.username,
    password: car.secret,
    ca,
    reconnectPeriod: 0,
    ...given,
  });

/** The certificate that a newcomer is shown. */
async function shown(): Promise<PeerCertificate> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), ca });
  await once(socket, 'secureConnect');
  const certificate = socket.getPeerCertificate();
  socket.destroy();
  return certificate;
}

describe('vehicles over TLS', () => {
  it('come in and report as they do without', async () => {
    expect(url).toMatch(/^mqtts:\/\/127\.0\.0\.1:\d+$/);
    const line = await come();
    const report = { id: '1', at: new Date(cloud.clock.now()).toISOString(), odometer: { mileage: 7 } };
    await line.publishAsync(`vehicles/${car.vin}/reports`, JSON.stringify(report), { qos: 1 });
    await line.endAsync();
    const { clientId, token } = car.driver;
    const status = `${cloud.baseUrl}/connectedcar/v4/user/vehicles/${car.id}/status?client_id=${clientId}`;
    const { body } = await ask(status, { ca, headers: { authorization: `Bearer ${token}` } });
    expect(body.odometer.mileage).toBe(7);
  });

  it('need their secret, and see whom they talk to', async () => {
    await expect(come({ password: 'wrong' })).rejects.toThrow(/bad username/i);
    await expect(come({ ca: undefined })).rejects.toThrow(/certificate/);
    await expect(come({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).rejects.toThrow();
  });

  it('send no more at once than the others', async () => {
    const line = await come();
    const closed = new Promise<void>((resolve) => line.once('close', () => resolve()));
    // How the other side ends it is not the same each time.
    line.on('error', () => undefined);
    line.publish(`vehicles/${car.vin}/reports`, Buffer.alloc(2_000_000), { qos: 1 });
    await closed;
    line.end(true);
  });

  it('are shown the new certificate once its file has changed, and stay on the line meanwhile', async () => {
    const line = await come();
    const serial = await writeServerFiles(files.authority, files);
    await eventually('the new certificate', async () => (await shown()).serialNumber === serial);
    await line.publishAsync(`vehicles/${car.vin}/reports`, '{"id":"2","odometer":{"mileage":8}}', { qos: 1 });
    expect(line.connected).toBe(true);
    await line.endAsync();
  });
});
