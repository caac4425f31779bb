import { afterAll, expect, test } from 'vitest';
import { createSite } from './support/site.ts';

const site = createSite();
afterAll(site.close);

const wrong = {
  ROADWIRE_HTTP_PORT: '99999',
  ROADWIRE_MQTT_PORT: 'mqtt',
  ROADWIRE_PUBLIC_URL: 'example.org',
  ROADWIRE_QUEUE_MAX: '-1',
  ROADWIRE_RETENTION_DAYS: '0',
  ROADWIRE_LOG_LEVEL: 'loud',
  ROADWIRE_LOG_PRETTY: 'perhaps',
  ROADWIRE_QUEUE_MAXIMUM: '5',
};

test('every wrong setting is named at once, and nothing is started', async () => {
  const roadwire = site.launch(wrong);
  expect(await roadwire.ended).toEqual({ code: 1, signal: null });
  for (const [name, value] of Object.entries(wrong)) {
    if (name !== 'ROADWIRE_QUEUE_MAXIMUM') expect(roadwire.log).toContain(`${name}=${value}: expected`);
  }
  expect(roadwire.log).toContain('ROADWIRE_QUEUE_MAXIMUM: there is no such setting');
  expect(roadwire.log.trim().split('\n')).toHaveLength(Object.keys(wrong).length + 1);
});

test.for([['that nobody answers at', 'postgres://roadwire@127.0.0.1:1/roadwire']] as const)(
  'a DATABASE_URL %s ends the start with one line',
  async ([, url]) => {
    const roadwire = site.launch({ DATABASE_URL: url });
    expect(await roadwire.ended).toEqual({ code: 1, signal: null });
    expect(roadwire.log).toMatch(/^roadwire: .+\n$/);
  },
);

test('a DATABASE_URL that is no address is named, and not shown: it may hold a password', async () => {
  const roadwire = site.launch({ DATABASE_URL: 'mysql://user:secret@127.0.0.1/db' });
  expect(await roadwire.ended).toEqual({ code: 1, signal: null });
  expect(roadwire.log).toMatch(/^roadwire: wrong settings:\n {2}DATABASE_URL=…: expected .+\n$/);
});
