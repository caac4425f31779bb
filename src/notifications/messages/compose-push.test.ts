import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../model/monitor.ts';
import type { MonitorNotification, Notification } from '../../model/notification.ts';
import { composePush, type PushMessage } from './compose-push.ts';

const at = Date.UTC(2026, 4, 4, 6);
const event: MonitorNotification = {
  kind: 'Monitor',
  vin: 'VR3EVENT000000001',
  monitorId: 'm1',
  monitorLabel: 'Doors',
  at,
  refresh: false,
  values: [{ data: 'privacy.state', value: { type: 'string', body: { literalValue: 'Full' } } }],
  extensions: [],
};

function pushed(given: Record<string, string>, { headers = {}, notification = event as Notification } = {}) {
  const attributes: Attribute[] = [
    ...Object.entries(given).map(([key, value]) => ({ type: 'Body' as const, key, value })),
    ...Object.entries(headers).map(([key, value]) => ({
      type: 'Header' as const,
      key,
      value: String(value),
    })),
  ];
  const channels = { pushnotif: { devices: ['d1'], attributes } };
  return composePush({
    face: 'b2c',
    callbackId: 'c1',
    callbackLabel: 'Mine',
    channels,
    device: 'd1',
    notification,
    now: at,
  });
}

const messageIn = ({ data }: PushMessage) =>
  JSON.parse(Buffer.from(String(data.mph_message), 'base64').toString());

describe('a push notification', () => {
  it('carries the message in base64, and what the attributes add to the data', () => {
    const push = pushed({ colour: 'red' }, { headers: { car: '$vin', from: 'me', googleX: '1' } });
    expect(push).toMatchObject({ name: 'Mine', token: 'd1', notification: { title: 'Doors' } });
    expect(Object.keys(push)).toEqual(['name', 'token', 'data', 'notification']);
    expect(Object.keys(push.data)).toEqual(['car', 'mph_message']);
    expect(push.data.car).toBe('VR3EVENT000000001');
    const message = messageIn(push);
    expect(message).toMatchObject({ callbackId: 'c1', type: 'Monitor', monitorEvent: { monitorId: 'm1' } });
    expect(message.attributes).toEqual([{ key: 'colour', value: 'red' }]);
    expect(JSON.parse(push.notification?.body ?? '')).toEqual(message);
  });

  it('has the keywords where Firebase wants them on each platform', () => {
    const push = pushed({
      deliveryPriority: 'high',
      mutable: 'true',
      contentAvailable: 'true',
      title: 'Your car',
      body: 'A door is open',
      image: 'https://example.com/a.png',
      sound: 'bell',
      clickAction: 'OPEN',
      ttl: '60',
      bodyLocKey: 'door_open',
      bodyLocArgs: 'left, front',
      titleLocKey: 'car',
      titleLocArgs: 'mine',
      badge: '3',
      icon: 'car',
      tag: 'doors',
    });
    const { name: _, token: __, data: ___, ...rest } = push;
    expect(rest).toEqual({
      notification: { title: 'Your car', body: 'A door is open', image: 'https://example.com/a.png' },
      android: {
        priority: 'HIGH',
        ttl: '60s',
        notification: {
          sound: 'bell',
          icon: 'car',
          tag: 'doors',
          click_action: 'OPEN',
          body_loc_key: 'door_open',
          body_loc_args: ['left', 'front'],
          title_loc_key: 'car',
          title_loc_args: ['mine'],
        },
      },
      apns: {
        headers: { 'apns-priority': '10', 'apns-expiration': String(at / 1000 + 60) },
        payload: {
          aps: {
            alert: {
              'loc-key': 'door_open',
              'loc-args': ['left', 'front'],
              'title-loc-key': 'car',
              'title-loc-args': ['mine'],
            },
            sound: 'bell',
            badge: 3,
            'mutable-content': 1,
            'content-available': 1,
          },
        },
      },
      webpush: {
        headers: { Urgency: 'high', TTL: '60' },
        notification: { badge: '3', icon: 'car', tag: 'doors' },
      },
    });
    expect(messageIn(push).attributes).toEqual([]);
  });

  it.each([
    { given: 'low', android: 'NORMAL', apns: '1', web: 'normal' },
    { given: 'normal', android: 'NORMAL', apns: '5', web: 'normal' },
    { given: 'high', android: 'HIGH', apns: '10', web: 'high' },
  ])('of the priority $given is $android, $apns and $web', ({ given, android, apns, web }) => {
    expect(pushed({ deliveryPriority: given })).toMatchObject({
      android: { priority: android },
      apns: { headers: { 'apns-priority': apns } },
      webpush: { headers: { Urgency: web } },
    });
  });

  it('shows nothing to people where that is not wanted', () => {
    const push = pushed({
      disableNotificationPayload: 'true',
      sound: 'bell',
      icon: 'car',
      contentAvailable: 'true',
    });
    expect(push).not.toHaveProperty('notification');
    expect(push).not.toHaveProperty('android');
    expect(push).not.toHaveProperty('webpush');
    expect(push.apns).toEqual({ payload: { aps: { 'content-available': 1 } } });
  });

  it('has no values of keywords that Firebase would refuse', () => {
    const push = pushed({ ttl: 'soon', badge: 'x', deliveryPriority: 'urgent', title: '', image: 'none' });
    expect(Object.keys(push)).toEqual(['name', 'token', 'data', 'notification']);
    expect(push.notification?.title).toBe('Doors');
    expect(push.notification).not.toHaveProperty('image');
  });

  it('takes the label of a remote action for its title, or its type', () => {
    const remote = {
      kind: 'Remote' as const,
      vin: 'VR3EVENT000000001',
      remoteActionId: 'r1',
      remoteType: 'Horn',
      at,
      eventStatus: { type: 'Pending' as const, status: 'Accepted' },
    };
    expect(pushed({}, { notification: remote }).notification?.title).toBe('Horn');
    const labelled = { ...remote, remoteLabel: 'Find me' };
    expect(pushed({}, { notification: labelled }).notification?.title).toBe('Find me');
  });

  it('stays as small as Firebase asks', () => {
    const sizeOf = ({ data, notification }: PushMessage) =>
      Buffer.byteLength(JSON.stringify({ data, notification }));
    const extended = (bytes: number) =>
      pushed(
        {},
        {
          notification: {
            ...event,
            extensions: [{ type: 'vehicle.status', body: [{ status: { text: 'x'.repeat(bytes) } }] }],
          },
        },
      );
    const [small, middle, large] = [extended(100), extended(2000), extended(9000)];
    for (const one of [small, middle, large]) expect(sizeOf(one)).toBeLessThanOrEqual(4096);
    expect(small.notification).toHaveProperty('body');
    expect(middle.notification).toEqual({ title: 'Doors' });
    expect(messageIn(middle).monitorEvent.extensions).toHaveLength(1);
    expect(messageIn(large).monitorEvent).toMatchObject({ monitorId: 'm1', extensions: [] });
  });
});
