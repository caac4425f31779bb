import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSubscribe } from './read-subscribe.ts';

const webhook = { name: 'hook', target: 'https://example.org/hook' };

const pathsIn = (face: 'b2c' | 'b2b', body: unknown) => {
  const result = readSubscribe(face, body);
  return 'faults' in result ? result.faults.map(({ path }) => path) : [];
};

describe('a callback', () => {
  it('of a user has one channel and, without a label, the name of that', () => {
    expect(readSubscribe('b2c', { callback: { webhook } })).toEqual({
      subscribe: { label: 'hook', callback: { webhook } },
    });
    const body = {
      label: 'mine',
      type: ['Monitor'],
      callback: { ...webhook, batch: { enabled: true, size: 5 } },
    };
    expect(readSubscribe('b2c', body)).toEqual({
      subscribe: { label: 'mine', type: ['Monitor'], callback: { webhook } },
    });
    const websocket = { target: 'wss://example.org/in', attributes: [{ key: 'a', value: 'b' }] };
    expect(readSubscribe('b2c', { callback: { websocket } })).toMatchObject({
      subscribe: { callback: { websocket: { attributes: [{ type: 'Body', key: 'a', value: 'b' }] } } },
    });
  });

  it('of a fleet has a webhook, and says of which remote actions it hears', () => {
    const body = {
      label: 'fleet',
      callback: { webhook },
      notificationTypes: ['Doors', 'Horn', 'Doors'],
      retryPolicy: { policy: 'None', retryDelay: 5 },
      batchNotify: { size: 10, timeWindow: 30 },
    };
    expect(readSubscribe('b2b', body)).toEqual({
      subscribe: {
        label: 'fleet',
        callback: { webhook },
        remoteTypes: ['Doors', 'Horn'],
        retryPolicy: { policy: 'None' },
        batchNotify: { size: 10, timeWindow: 30 },
      },
    });
  });

  it.each([
    ['two channels', { callback: { webhook, websocket: { target: 'wss://a.example' } } }, 'callback'],
    ['no channel', { callback: {} }, 'callback'],
    ['nothing', undefined, 'body'],
    ['no devices', { callback: { pushnotif: { devices: [] } } }, 'callback.pushnotif.devices'],
    [
      'a header of the message itself',
      {
        callback: {
          webhook: { ...webhook, attributes: [{ type: 'Header', key: 'Webhook-Id', value: 'x' }] },
        },
      },
      'callback.webhook.attributes[0].key',
    ],
    [
      'a key that Firebase keeps',
      { callback: { pushnotif: { devices: ['d'], attributes: [{ key: 'google.x', value: 'x' }] } } },
      'callback.pushnotif.attributes[0].key',
    ],
    [
      'a keyword with a wrong value',
      {
        callback: {
          pushnotif: { devices: ['d'], attributes: [{ type: 'Body', key: 'ttl', value: 'soon' }] },
        },
      },
      'callback.pushnotif.attributes[0].value',
    ],
  ])('of a user is refused with %s', (_name, body, path) => {
    expect(pathsIn('b2c', body)).toEqual([path]);
  });

  it('of a fleet is refused without remote types and with other channels', () => {
    expect(pathsIn('b2b', { callback: { pushnotif: { devices: ['d'] } } })).toEqual([
      'callback',
      'remoteTypes',
    ]);
  });
});

describe('an address', () => {
  const isTaken = (target: unknown) =>
    pathsIn('b2c', { callback: { webhook: { name: 'n', target } } }).length === 0;

  it.each([
    'https://example.org',
    'https://example.org:8443/a?b=c',
    'http://127.0.0.1:9000/hook',
    'http://localhost/hook',
    'http://sink:8080/',
    'http://192.168.1.5/',
    'http://[::1]:80/',
    'http://[fd00::5]/',
  ])('is taken: %s', (target) => expect(isTaken(target)).toBe(true));

  it.each([
    'http://example.org',
    'http://8.8.8.8/',
    'https://user:secret@example.org',
    'https://example.org/#part',
    'ftp://example.org',
    'wss://example.org',
    'example.org',
    '//example.org',
    'https://',
    'https://exa mple.org',
    'https://example.org/\n',
    `https://example.org/${'a'.repeat(2048)}`,
    5,
    undefined,
  ])('is refused: %s', (target) => expect(isTaken(target)).toBe(false));
});

describe('whatever is sent', () => {
  it('is either refused with faults or has a canonical form, which is that of itself', () => {
    const keys = fc.constantFrom(
      'label',
      'type',
      'callback',
      'webhook',
      'name',
      'target',
      'pushnotif',
      'devices',
    );
    const leaf = fc.oneof(fc.jsonValue(), keys, fc.constant('https://example.org'));
    const inner = fc.dictionary(keys, leaf);
    const any = fc.oneof(leaf, fc.dictionary(keys, fc.oneof(leaf, inner, fc.dictionary(keys, inner))));
    fc.assert(
      fc.property(any, fc.constantFrom('b2c' as const, 'b2b' as const), (body, face) => {
        const result = readSubscribe(face, body);
        if ('subscribe' in result) expect(readSubscribe(face, result.subscribe)).toEqual(result);
        else expect(result.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});
