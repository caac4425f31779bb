import type { LookupAddress } from 'node:dns';
import { afterEach, describe, expect, it } from 'vitest';
import { type NameServer, openNameServer } from '../../../test/support/subscribers/name-server.ts';
import { bounded, remembered } from './names.ts';
import { createTargetGuard, type TargetGuard } from './target-guard.ts';

const https = { secure: 'https:', plain: 'http:' };
const mayCall = (guard: TargetGuard, target: string) => {
  try {
    guard.check(target, https);
    return true;
  } catch {
    return false;
  }
};

describe('addresses', () => {
  const guard = createTargetGuard([]);

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '[2606:4700::1111]',
    '[2a00:1450::1]',
    '[::ffff:8.8.8.8]',
    '[64:ff9b::808:808]',
    'example.org',
  ])('%s may be called', (host) => expect(mayCall(guard, `https://${host}/in`)).toBe(true));

  it.each([
    ['this host', '0.0.0.0'],
    ['loopback', '127.0.0.1'],
    ['loopback in few digits', '127.1'],
    ['loopback as one number', '2130706433'],
    ['loopback in octal digits', '0177.0.0.1'],
    ['loopback in hexadecimal digits', '0x7f000001'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['link-local', '169.254.169.254'],
    ['shared', '100.64.0.1'],
    ['for protocols', '192.0.0.1'],
    ['for documentation', '192.0.2.1'],
    ['for measurements', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['this host', '[::]'],
    ['loopback', '[::1]'],
    ['mapped', '[::ffff:127.0.0.1]'],
    ['mapped', '[::ffff:a00:1]'],
    ['compatible with IPv4', '[::7f00:1]'],
    ['compatible with IPv4', '[::169.254.169.254]'],
    ['compatible with IPv4', '[::808:808]'],
    ['translated', '[::ffff:0:7f00:1]'],
    ['by NAT64', '[64:ff9b::7f00:1]'],
    ['by a NAT64 of its own', '[64:ff9b:1::a00:1]'],
    ['by 6to4', '[2002:7f00:1::]'],
    ['by Teredo', '[2001::1]'],
    ['unique local', '[fd00::1]'],
    ['link-local', '[fe80::1]'],
    ['site-local', '[fec0::1]'],
    ['multicast', '[ff02::1]'],
    ['for nothing', '[100::1]'],
    ['for documentation', '[2001:db8::1]'],
    ['for documentation', '[3fff::1]'],
    ['for segments', '[5f00::1]'],
    ['not given out', '[4000::1]'],
    ['not given out', '[1::1]'],
    ['a name of this machine', 'localhost'],
    ['a name of this machine', 'a.LOCALHOST.'],
  ])('%s: %s is refused', (_, host) => expect(mayCall(guard, `https://${host}/in`)).toBe(false));

  it('of the list may be called, also without TLS', () => {
    const open = createTargetGuard(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', 'sink.internal']);
    for (const host of ['127.0.0.1', '10.9.9.9', '[::1]', '[fd12::1]', '[::ffff:10.0.0.1]', 'sink.internal'])
      expect(mayCall(open, `http://${host}/in`)).toBe(true);
    for (const host of ['127.0.0.2', '11.0.0.1', 'example.org'])
      expect(mayCall(open, `http://${host}/in`)).toBe(false);
  });
});

describe('names', () => {
  let server: NameServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  const lookUp = ({ lookup }: TargetGuard, name: string) =>
    new Promise<string[]>((resolve, reject) =>
      lookup(name, { all: true }, (error, found) =>
        error ? reject(error) : resolve((found as LookupAddress[]).map(({ address }) => address)),
      ),
    );

  it('lead to those of their addresses alone that may be called', async () => {
    const known: Record<string, string[]> = {
      'good.example': ['8.8.8.8'],
      'both.example': ['10.0.0.1', '8.8.4.4'],
      'bad.example': ['127.0.0.1'],
    };
    server = await openNameServer((name) => known[name] ?? []);
    const guard = createTargetGuard([], { servers: [server.address] });
    expect(await lookUp(guard, 'good.example')).toEqual(['8.8.8.8']);
    expect(await lookUp(guard, 'both.example')).toEqual(['8.8.4.4']);
    await expect(lookUp(guard, 'bad.example')).rejects.toThrow('not on the public internet');
    await expect(lookUp(guard, 'none.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('that nobody answers for keep no others waiting', async () => {
    server = await openNameServer((name) => (name.startsWith('slow') ? undefined : ['8.8.8.8']));
    const guard = createTargetGuard([], { servers: [server.address] });
    let answered = 0;
    const slow = Array.from({ length: 100 }, (_, index) =>
      lookUp(guard, `slow${index}.example`).catch((error) => {
        answered += 1;
        return error.code;
      }),
    );
    expect(await lookUp(guard, 'good.example')).toEqual(['8.8.8.8']);
    expect(answered).toBe(0);
    expect(new Set(await Promise.all(slow))).toEqual(new Set(['EAI_AGAIN']));
  }, 20_000);

  it('of the list are those of this machine', async () => {
    const guard = createTargetGuard(['localhost'], { servers: ['127.0.0.1:1'] });
    const found = await lookUp(guard, 'localhost');
    expect(found.every((address) => ['127.0.0.1', '::1'].includes(address))).toBe(true);
  });

  it('are asked for once in some seconds, whether they are there or not', async () => {
    let now = 0;
    const asked: string[] = [];
    const ask = remembered(
      async (name) => {
        asked.push(name);
        if (name === 'none') throw new Error('none');
        return [{ address: '8.8.8.8', family: 4 }];
      },
      () => now,
    );
    const askAll = () => Promise.allSettled(['good', 'good', 'none', 'none'].map(ask));
    await askAll();
    await askAll();
    expect(asked).toEqual(['good', 'none']);
    now = 6000;
    await askAll();
    expect(asked).toEqual(['good', 'none', 'none']);
    now = 20_000;
    await askAll();
    expect(asked).toEqual(['good', 'none', 'none', 'good', 'none']);
  });

  it('are asked for by few at once', async () => {
    const open: (() => void)[] = [];
    const ask = bounded(
      () => new Promise((resolve) => open.push(() => resolve([{ address: '8.8.8.8', family: 4 }]))),
      2,
    );
    const all = ['a', 'b', 'c', 'd'].map(ask);
    expect(open).toHaveLength(2);
    for (const finish of [0, 1, 2, 3]) {
      open[finish]?.();
      await all[finish];
    }
    expect(await Promise.all(all)).toHaveLength(4);
  });
});
