import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { listening } from '../lib/listening.ts';

/** What a vehicle's door over TLS shows. */
export type ServerCertificate = { cert: string; key: string };

export type SocketOptions = {
  host: string;
  port: number;
  /** Of each of the two. */
  connectionsMax: number;
  /** A second door, over TLS. */
  tls?: (ServerCertificate & { port: number }) | undefined;
};

export type Sockets = {
  port: number;
  tlsPort?: number;
  /** New connections over TLS are shown this one. */
  renew(certificate: ServerCertificate): void;
  /** Nobody comes in any more. */
  close(): void;
};

const tcp = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 };
const minVersion = 'TLSv1.2';
const handshakeTimeout = 10_000;

/** Listens for connections, plain ones and, where there is a certificate, those over TLS. */
export async function openSockets(options: SocketOptions, take: (socket: Socket) => void): Promise<Sockets> {
  const { tls, host } = options;
  const plain = createServer(tcp, take);
  const port = await listenAt(plain, 'ROADWIRE_MQTT_PORT', options);
  const close = (server: Server | undefined) => void (server?.listening && server.close());
  if (!tls) return { port, renew: () => undefined, close: () => close(plain) };
  const { cert, key } = tls;
  const secure: TlsServer = createTlsServer({ ...tcp, cert, key, minVersion, handshakeTimeout }, take);
  const asked = { host, port: tls.port, connectionsMax: options.connectionsMax };
  const tlsPort = await listenAt(secure, 'ROADWIRE_MQTTS_PORT', asked).catch((error) => {
    close(plain);
    throw error;
  });
  return {
    port,
    tlsPort,
    renew: (certificate) => secure.setSecureContext({ ...certificate, minVersion }),
    close() {
      close(plain);
      close(secure);
    },
  };
}

async function listenAt(
  server: Server,
  setting: string,
  { host, port, connectionsMax }: SocketOptions,
): Promise<number> {
  server.maxConnections = connectionsMax;
  await listening(setting, { host, port }, async () => {
    server.listen(port, host);
    await once(server, 'listening');
  });
  return (server.address() as { port: number }).port;
}
