import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { lastingPort } from './port.ts';

it('finds a port that can be listened on, and is not one that systems hand out for connections', async () => {
  const port = await lastingPort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
  expect(port).toBeLessThan(32_768);
});
