import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What stands between Roadwire and its database: it can be led elsewhere, to nowhere, and lose an answer. */
export type Proxy = {
  port: number;
  /** Where connections lead from now on; undefined ends all that are open and refuses new ones. */
  leadTo(port: number | undefined): void;
  /** Passes on the next message that holds `text`, and cuts its connection before the answer comes back. */
  loseAnswerTo(text: string): void;
  /** From here on nothing goes through, and nothing ends either; `false` ends what was open, and what is opened then is as ever. */
  silence(isSilent: boolean): void;
  /** How often an answer was lost. */
  lost(): number;
  stop(): void;
};

export async function startProxy(): Promise<Proxy> {
  const open = new Set<Socket>();
  let target: number | undefined;
  let isSilent = false;
  let fatal: string | undefined;
  let lost = 0;

  function join(client: Socket): void {
    if (target === undefined) return void client.destroy();
    const server = connect({ host: '127.0.0.1', port: target, noDelay: true });
    let isDeaf = false;
    for (const [socket, peer] of [[client, server] as const, [server, client] as const]) {
      open.add(socket);
      // What breaks on one side breaks on the other.
      socket.on('error', () => peer.destroy());
      socket.on('close', () => {
        open.delete(socket);
        peer.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (isSilent) return;
      if (fatal !== undefined && bytes.includes(fatal)) {
        [fatal, isDeaf] = [undefined, true];
        lost += 1;
      }
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (isSilent) return;
      if (isDeaf) client.destroy();
      else client.write(bytes);
    });
  }

  const listener = createServer({ noDelay: true }, join).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (listener.address() as { port: number }).port,
    leadTo(port) {
      target = port;
      if (port === undefined) cut();
    },
    loseAnswerTo(text) {
      fatal = text;
    },
    silence(wanted) {
      isSilent = wanted;
      if (!wanted) cut();
    },
    lost: () => lost,
    stop() {
      listener.close();
      cut();
    },
  };
}
