import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSite } from './support/site.ts';

const site = createSite();
afterAll(site.close);

test.skipIf(process.platform === 'win32')(
  'where the data folder takes no sockets, PostgreSQL is reached by the network',
  async () => {
    const before = await site.start();
    expect(new URL(before.where.databaseUrl).searchParams.get('host')).not.toBeNull();
    await before.end('SIGTERM');
    // Where Roadwire tries whether a socket can be made, none can.
    mkdirSync(join(site.dataDir, 'postgres', '.s.try'));
    const roadwire = await site.start();
    expect(new URL(roadwire.where.databaseUrl).searchParams.get('host')).toBeNull();
    expect(roadwire.log.split('the data folder takes no sockets')).toHaveLength(2);
    expect(await roadwire.end('SIGTERM')).toEqual({ code: 0, signal: null });
  },
);
