import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../model/monitor.ts';
import type { MonitorNotification, RemoteNotification } from '../../model/notification.ts';
import { attributesFor, headerAttributes, isAttributeHeader, pairsOf } from './attributes.ts';
import { textOf, variablesOf } from './variables.ts';

const event: MonitorNotification = {
  kind: 'Monitor',
  vin: 'VR3EVENT000000001',
  monitorId: 'm1',
  monitorLabel: 'Doors',
  at: 0,
  refresh: false,
  values: [],
  extensions: [],
};
const callback = { callbackId: 'c1', callbackLabel: 'Mine' };
const body = (key: string, value: string): Attribute => ({ type: 'Body', key, value });
const header = (key: string, value: string): Attribute => ({ type: 'Header', key, value });
const webhook = (...attributes: Attribute[]) => ({
  webhook: { name: 'mine', target: 'https://example.com', attributes },
});
const nothing = new Map<string, string>();

describe('the attributes of a notification', () => {
  it('are those of the callback, added to and replaced by key for a monitor, and those that the monitor adds', () => {
    const told = attributesFor(webhook(body('a', '1'), header('X-Key', '2'), body('b', '3')), {
      ...event,
      callbackAttributes: [header('x-key', '4'), body('c', '5'), header('a', '6')],
      attributes: [body('b', '7')],
    });
    expect(told).toEqual([
      body('a', '1'),
      header('x-key', '4'),
      body('b', '3'),
      body('c', '5'),
      header('a', '6'),
      body('b', '7'),
    ]);
  });

  it('are those of whichever channel the callback has', () => {
    const attributes = [body('a', '1')];
    for (const channels of [
      { websocket: { target: 'wss://x', attributes } },
      { pushnotif: { devices: ['d'], attributes } },
    ])
      expect(attributesFor(channels, event)).toEqual(attributes);
    expect(attributesFor({ websocket: { target: 'wss://x' } }, event)).toEqual([]);
    expect(attributesFor(webhook(...attributes), { kind: 'Ping', at: 0 })).toEqual(attributes);
  });

  it('of several of one name, the last one is the header', () => {
    const told = [header('X-A', '1'), header('x-a', '2'), header('X-B', '3')];
    expect(headerAttributes(told, nothing)).toEqual({ 'x-a': '2', 'X-B': '3' });
  });
});

describe('a variable', () => {
  const variables = variablesOf(callback, { ...event, vid: 'v1', fleetId: 'f1' });

  it.each([
    ['$vin', 'VR3EVENT000000001'],
    ['$Vin', 'VR3EVENT000000001'],
    ['$VID', 'v1'],
    ['$fleetID', 'f1'],
    ['$CallbackID', 'c1'],
    ['$callbacklabel', 'Mine'],
    ['$MonitorID', 'm1'],
    ['$MonitorLabel', 'Doors'],
    ['$RemoteType', '$RemoteType'],
    ['$colour', '$colour'],
    ['$', '$'],
    ['vin', 'vin'],
    ['my $vin', 'my $vin'],
    ['$vin ', '$vin '],
    ['$constructor', '$constructor'],
    ['', ''],
  ])('%j stands for %j', (given, expected) => {
    expect(textOf(given, variables)).toBe(expected);
  });

  it('of a remote action tells its type, its status and its label, where it has one', () => {
    const remote: RemoteNotification = {
      kind: 'Remote',
      vin: 'VR3EVENT000000001',
      remoteActionId: 'r1',
      remoteType: 'Doors',
      at: 0,
      eventStatus: { type: 'Done', status: 'Success' },
    };
    const asked = ['$remoteType', '$RemoteStatus', '$RemoteLabel', '$MonitorID'];
    const known = variablesOf(callback, remote);
    expect(asked.map((one) => textOf(one, known))).toEqual([
      'Doors',
      'Success',
      '$RemoteLabel',
      '$MonitorID',
    ]);
    expect(textOf('$remotelabel', variablesOf(callback, { ...remote, remoteLabel: 'Lock' }))).toBe('Lock');
  });

  it('never changes a text that does not begin with $', () => {
    fc.assert(
      fc.property(fc.string(), (given) => {
        fc.pre(!given.startsWith('$'));
        expect(textOf(given, variables)).toBe(given);
      }),
    );
  });
});

describe('headers', () => {
  it('can be sent whatever the keys and values are', () => {
    const text = fc.string({ unit: 'binary' });
    const anyAttribute = fc.record({ type: fc.constant('Header' as const), key: text, value: text });
    fc.assert(
      fc.property(fc.array(anyAttribute), (attributes) => {
        expect(() => new Headers(headerAttributes(attributes, nothing))).not.toThrow();
      }),
    );
  });

  it('carry what is beyond ASCII as the bytes of UTF-8, and no line breaks', () => {
    const sent = String(headerAttributes([header('X-Label', 'Été\r\nX-Evil: 1')], nothing)['X-Label']);
    expect(Buffer.from(sent, 'latin1').toString()).toBe('Été X-Evil: 1');
  });

  it.each([
    'Host',
    'content-length',
    'Content-Type',
    'Webhook-Signature',
    'transfer-encoding',
    'a b',
    '',
    'é',
  ])('of the name %j are not for attributes to set', (name) => {
    expect(isAttributeHeader(name)).toBe(false);
    expect(headerAttributes([header(name, '1')], nothing)).toEqual({});
  });

  it.each(['Authorization', 'X-Vehicle_Id', 'x-api-key'])('of the name %j are', (name) => {
    expect(isAttributeHeader(name)).toBe(true);
  });
});

describe('pairs', () => {
  it('are those of the type, in their order, also of the same key', () => {
    const told: Attribute[] = [body('a', '1'), header('a', '2'), body('a', '3')];
    expect(pairsOf(told, 'Body', nothing)).toEqual([
      { key: 'a', value: '1' },
      { key: 'a', value: '3' },
    ]);
  });
});
