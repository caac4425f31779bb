import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../model/monitor.ts';
import type { MonitorNotification, Notification, RemoteNotification } from '../../model/notification.ts';
import { composeWebhook, composeWebsocket } from './compose-webhook.ts';
import { firstMessageOf, type Recipient, sharedKeyOf } from './recipient.ts';

const at = Date.UTC(2026, 4, 4, 6);
const now = at + 60_000;

const monitored = (more: Partial<MonitorNotification> = {}): MonitorNotification => ({
  kind: 'Monitor',
  vin: 'VR3EVENT000000001',
  monitorId: 'm1',
  monitorLabel: 'Doors',
  at,
  refresh: false,
  values: [
    {
      data: 'vehicle.kinetic.moving',
      value: { type: 'string', body: { literalValue: 'true' } },
      previous: 'false',
    },
  ],
  extensions: [{ type: 'vehicle.position', body: {} }],
  ...more,
});

const remote: RemoteNotification = {
  kind: 'Remote',
  vin: 'VR3EVENT000000001',
  remoteActionId: 'r1',
  remoteType: 'Doors',
  at,
  eventStatus: { type: 'Done', status: 'Failed', failureCause: 'DoorsOpen' },
};

const attributes: Attribute[] = [
  { type: 'Body', key: 'car', value: '$vin' },
  { type: 'Header', key: 'Authorization', value: 'Basic bWU6aXQ=' },
  { type: 'Query', key: 'from', value: '$CallbackLabel' },
];
const recipient = (face: 'b2c' | 'b2b', given = attributes): Recipient => ({
  face,
  callbackId: 'c1',
  callbackLabel: 'Mine',
  channels: { webhook: { name: 'mine', target: 'https://example.com', attributes: given } },
});
const told = (face: 'b2c' | 'b2b', ...notifications: Notification[]) =>
  composeWebhook({ ...recipient(face), notifications, now });

describe('what is sent for an end user', () => {
  it('is one object for one event, with everything that the attributes add', () => {
    const { body, headers, query } = told('b2c', monitored());
    expect(headers).toEqual({ Authorization: 'Basic bWU6aXQ=' });
    expect(query).toEqual([['from', 'Mine']]);
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({
        callbackId: 'c1',
        attributes: [{ key: 'car', value: 'VR3EVENT000000001' }],
        type: 'Monitor',
        date: '2026-05-04T06:01:00.000Z',
        monitorEvent: {
          monitorId: 'm1',
          values: [
            {
              data: 'vehicle.kinetic.moving',
              value: { type: 'string', body: { literalValue: 'true' } },
              previous: 'false',
            },
          ],
          extensions: [{ type: 'vehicle.position', body: {} }],
          refresh: false,
          eventDate: '2026-05-04T06:00:00.000Z',
        },
      }),
    );
  });

  it('is an array for several, of whichever monitors, with neither header nor query attributes', () => {
    const { body, headers, query } = told(
      'b2c',
      monitored(),
      remote,
      monitored({ monitorId: 'm2', vin: 'VR3OTHER' }),
    );
    expect([headers, query]).toEqual([{}, []]);
    expect(body).toMatchObject([
      { type: 'Monitor', monitorEvent: { monitorId: 'm1' } },
      {
        type: 'Remote',
        remoteEvent: {
          remoteActionId: 'r1',
          remoteType: 'Doors',
          eventStatus: { type: 'Done', status: 'Failed', failureCause: 'DoorsOpen' },
        },
      },
      { monitorEvent: { monitorId: 'm2' }, attributes: [{ key: 'car', value: 'VR3OTHER' }] },
    ]);
  });

  it('is the same over a websocket', () => {
    for (const notifications of [[monitored()], [monitored(), remote]])
      expect(composeWebsocket({ ...recipient('b2c'), notifications, now })).toEqual(
        told('b2c', ...notifications).body,
      );
  });
});

describe('what is sent for a fleet owner', () => {
  it('is one object of one monitor with its events, without what was before', () => {
    const { body, headers, query } = told(
      'b2b',
      monitored({ fleetId: 'f1' }),
      monitored({ at: now, refresh: true }),
    );
    expect(headers).toEqual({ Authorization: 'Basic bWU6aXQ=' });
    expect(query).toEqual([['from', 'Mine']]);
    const value = {
      data: 'vehicle.kinetic.moving',
      value: { type: 'string', body: { literalValue: 'true' } },
    };
    const event = {
      vin: 'VR3EVENT000000001',
      values: [value],
      extensions: [{ type: 'vehicle.position', body: {} }],
    };
    expect(body).toEqual({
      monitorId: 'm1',
      attributes: [{ key: 'car', value: 'VR3EVENT000000001' }],
      events: [
        { fleetId: 'f1', ...event, eventDate: '2026-05-04T06:00:00.000Z', refresh: false },
        { ...event, eventDate: '2026-05-04T06:01:00.000Z', refresh: true },
      ],
    });
  });

  it('is another object for remote actions', () => {
    expect(told('b2b', remote).body).toEqual({
      callbackId: 'c1',
      attributes: [{ key: 'car', value: 'VR3EVENT000000001' }],
      events: [
        {
          remoteActionId: 'r1',
          vin: 'VR3EVENT000000001',
          eventDate: '2026-05-04T06:00:00.000Z',
          remoteType: 'Doors',
          eventStatus: { type: 'Done', status: 'Failed', failureCause: 'DoorsOpen' },
        },
      ],
    });
  });

  it('never holds events of two monitors, of a monitor and a remote action, or with other attributes', () => {
    for (const other of [monitored({ monitorId: 'm2' }), remote, monitored({ vin: 'VR3OTHER' })])
      expect(() => told('b2b', monitored(), other)).toThrow(RangeError);
    expect(() => told('b2b')).toThrow(RangeError);
  });
});

describe('a ping', () => {
  const ping = { kind: 'Ping', at } as const;

  it('has no event', () => {
    const head = { callbackId: 'c1', type: 'Ping', date: '2026-05-04T06:01:00.000Z' };
    const pinged = { attributes: [{ key: 'car', value: '$vin' }] };
    expect(told('b2c', ping).body).toEqual({ ...head, ...pinged });
    expect(told('b2b', ping).body).toEqual({ ...head, ...pinged, events: [] });
  });

  it('goes alone', () => {
    for (const face of ['b2c', 'b2b'] as const)
      expect(() => told(face, ping, monitored())).toThrow(RangeError);
  });
});

describe('the first message of what waits', () => {
  const anyNotification: fc.Arbitrary<Notification> = fc.oneof(
    fc.constant(remote),
    fc.constant({ kind: 'Ping' as const, at }),
    fc
      .record({ monitorId: fc.constantFrom('m1', 'm2'), vin: fc.constantFrom('A', 'B') })
      .map((more) => monitored(more)),
  );
  const anyValue = fc.constantFrom('$vin', '$Vin', '$MonitorID', 'plain');
  const anyAttribute = fc.record({
    type: fc.constantFrom('Body' as const, 'Query' as const, 'Header' as const),
    key: fc.constantFrom('a', 'b'),
    value: anyValue,
  });

  it('is as long as it can be, in order, and can be composed', () => {
    const cases = fc.record({
      face: fc.constantFrom('b2c' as const, 'b2b' as const),
      waiting: fc.array(anyNotification, { minLength: 1, maxLength: 8 }),
      given: fc.array(anyAttribute, { maxLength: 3 }),
      limit: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(cases, ({ face, waiting, given, limit }) => {
        const to = recipient(face, given);
        const first = firstMessageOf(to, waiting, limit);
        expect(first).toEqual(waiting.slice(0, first.length));
        expect(first.length).toBeGreaterThanOrEqual(1);
        expect(first.length).toBeLessThanOrEqual(limit);
        const { body } = composeWebhook({ ...to, notifications: first, now });
        expect(body).toEqual(JSON.parse(JSON.stringify(body)));
        expect(JSON.stringify(body)).not.toContain('null');
        const next = waiting[first.length];
        if (!next || first.length === limit) return;
        const keys = [first[0]!, next].map((one) => sharedKeyOf(to, one));
        expect(keys[0] === undefined || keys[0] !== keys[1]).toBe(true);
      }),
    );
  });

  it('is one event where the query tells the vehicle', () => {
    const to = recipient('b2b', [{ type: 'Query', key: 'car', value: '$vin' }]);
    expect(firstMessageOf(to, [monitored(), monitored()], 10)).toHaveLength(1);
    expect(firstMessageOf(recipient('b2b', []), [monitored(), monitored({ vin: 'B' })], 10)).toHaveLength(2);
  });
});
