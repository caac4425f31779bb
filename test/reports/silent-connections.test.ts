import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { startTestCloud } from '../support/cloud.ts';
import { newServerFiles } from '../support/vehicles/certificates.ts';

describe('a stop', () => {
  it('does not wait for somebody who has connected and says nothing', async () => {
    const cloud = await startTestCloud();
    const socket = connect(cloud.httpPort, '127.0.0.1');
    await once(socket, 'connect');
    // The server knows of it.
    expect((await fetch(`${cloud.baseUrl}/health/live`)).status).toBe(200);
    socket.resume();
    await Promise.all([once(socket, 'close'), cloud.stop()]);
  });

  it('does not wait for them over TLS either', async () => {
    const files = await newServerFiles();
    const cloud = await startTestCloud({
      ROADWIRE_DATA_DIR: files.dataDir,
      ROADWIRE_TLS_CERT: files.cert,
      ROADWIRE_TLS_KEY: files.key,
    });
    const socket = connectTls({ host: '127.0.0.1', port: cloud.httpPort, ca: files.authority.pem });
    await once(socket, 'secureConnect');
    socket.resume();
    await Promise.all([once(socket, 'close'), cloud.stop()]);
  });
});
