import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Ends connections that have not asked anything when the server stops: Node takes only those for idle that have, and
 * would wait for the others for as long as they stay.
 */
export function closeSilent(app: FastifyInstance, { isTls }: { isTls: boolean }): void {
  const server = app.server as Server;
  const silent = new Set<Socket>();
  let isStopping = false;
  server.on(isTls ? 'secureConnection' : 'connection', (socket: Socket) => {
    if (isStopping) return void socket.destroy();
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  app.addHook('preClose', async () => {
    isStopping = true;
    for (const socket of silent) socket.destroy();
  });
}
