import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { honk, lock, remotesOf, remotesOfFleet } from '../support/remote/remote-requests.ts';
import { type Someone, subscribersOf } from '../support/subscribers/subscribers.ts';
import { made } from '../support/subscribers/subscriptions.ts';

let cloud: TestCloud;
let people: ReturnType<typeof subscribersOf>;
beforeAll(async () => {
  cloud = await startTestCloud();
  people = subscribersOf(cloud);
});
afterAll(() => cloud.stop());

describe('a remote action', () => {
  it('of a user is taken with 202, and leads to itself and its callback', async () => {
    const own = await people.someone();
    const { status, body } = await own.send('post', remotesOf(own), { ...lock, label: 'Night' });
    expect(status).toBe(202);
    const root = `${cloud.baseUrl}/connectedcar/v4`;
    expect(body).toEqual({
      _links: {
        callback: { href: `${root}/user/callbacks/${own.cbid}` },
        remote: { href: `${root}${remotesOf(own)}/${body.remoteActionId}` },
      },
      remoteActionId: expect.stringMatching(/^[\da-f]{20,}$/),
      type: 'Doors',
    });
    const one = await own.send('get', `${remotesOf(own)}/${body.remoteActionId}`);
    expect(one.body).toMatchObject({
      _links: { self: body._links.remote, callback: body._links.callback },
      remoteActionId: body.remoteActionId,
      type: 'Doors',
      remote: { label: 'Night', ...lock },
      status: expect.any(String),
    });
  });

  it('of a fleet also leads to the fleet', async () => {
    const own = await people.someOwner();
    const { cbid, remotes } = await remotesOfFleet(own);
    const { status, body } = await own.send('post', remotes, honk);
    const fleet = `${cloud.baseUrl}/connectedcar/v3/fleets/${own.owner.fid}`;
    expect([status, body]).toEqual([
      202,
      {
        _links: {
          fleet: { href: fleet },
          callback: { href: `${fleet}/remote/callbacks/${cbid}` },
          remote: { href: `${fleet}/${remotes}/${body.remoteActionId}` },
        },
        remoteActionId: expect.any(String),
        type: 'Horn',
      },
    ]);
    const one = await own.send('get', `${remotes}/${body.remoteActionId}`);
    expect(one.body).toMatchObject({ _links: { fleet: { href: fleet } }, type: 'Horn', remote: honk });
    // The link of the callback leads there as well.
    const { _links } = (await own.send('get', `remote/callbacks/${cbid}`)).body;
    expect(_links.remotes).toEqual({
      href: `${fleet}/vehicles/{vid}/callbacks/${cbid}/remotes`,
      templated: true,
    });
  });

  const position = { type: 'Point', coordinates: [2.35, 48.86] };
  const program = { slot: 1, enabled: true, recurrence: 'Daily', start: 'PT7H', occurence: { day: ['Mon'] } };

  it.each<[string, object, object?]>([
    ['ThermalPreconditioning', { preconditioning: { airConditioning: { immediate: true } } }],
    [
      'ThermalPreconditioning',
      { preonditionning: { airConditioning: { programs: [program] } } },
      { preconditioning: { airConditioning: { programs: [{ ...program, actionsType: 'Set' }] } } },
    ],
    ['ElectricBatteryChargingRequest', { charging: { immediate: false } }],
    ['ElectricBatteryChargingRequest', { charging: { preferences: { level: 'Level2', type: 'Partial' } } }],
    ['Doors', { door: { state: 'Locked', forced: true } }],
    ['Horn', honk],
    ['Lights', { ligths: { on: true } }, { lights: { on: true } }],
    ['WakeUp', { wakeUp: { action: 'WakeUp' } }],
    ['WakeUp', { state: { action: 'state' } }, { wakeUp: { action: 'WakeUp' } }],
    ['Navigation', { navigation: { positions: [position, position] } }],
  ])('can be %s: %j', async (type, body, shown = body) => {
    const own = await people.someone();
    const posted = await own.send('post', remotesOf(own), body);
    expect([posted.status, posted.body.type]).toEqual([202, type]);
    const one = await own.send('get', `${remotesOf(own)}/${posted.body.remoteActionId}`);
    expect([one.body.type, one.body.remote]).toEqual([type, shown]);
  });

  it.each<[string, object]>([
    ['Immobilization', { immobilization: { activate: true } }],
    ['Stolen', { stolen: { stolen: true } }],
    ['Stolen', { stolen: { trackingPeriod: { running: 5, shutdown: 60 } } }],
  ])('of a fleet alone can be %s: %j', async (type, body) => {
    const own = await people.someOwner();
    const { remotes } = await remotesOfFleet(own);
    const posted = await own.send('post', remotes, body);
    expect([posted.status, posted.body.type]).toEqual([202, type]);
    expect((await own.send('get', `${remotes}/${posted.body.remoteActionId}`)).body.remote).toEqual(body);
    const user = await people.someone();
    expect((await user.send('post', remotesOf(user), body)).body.code).toBe(40003);
  });

  it('has attributes of its own, of the callback’s kind', async () => {
    const own = await people.someone();
    const attributes = [{ type: 'Body', key: 'how', value: '$RemoteStatus' }];
    const callbackAttributes = { webhook: [{ type: 'Header', key: 'X-Vin', value: 'hidden' }] };
    const body = { ...lock, attributes, callbackAttributes };
    const id = await made(own.send, remotesOf(own), body);
    expect((await own.send('get', `${remotesOf(own)}/${id}`)).body.remote).toEqual(body);
    const other = { ...honk, callbackAttributes: { websocket: [{ type: 'Body', key: 'a', value: 'b' }] } };
    expect((await own.send('post', remotesOf(own), other)).body).toMatchObject({
      code: 40012,
      message: expect.stringContaining('callbackAttributes.websocket'),
    });
  });
});

describe('what is wrong with a body', () => {
  let own: Someone;
  beforeAll(async () => {
    own = await people.someone();
  });

  it.each<[object, string]>([
    [{}, 'exactly one of'],
    [{ ...lock, ...honk }, 'exactly one of'],
    [{ door: { state: 'Open' } }, 'door.state: "Open", expected one of'],
    [{ horn: {} }, 'horn.state: missing'],
    [{ lights: { on: 'yes' } }, 'lights.on: "yes", expected'],
    [{ wakeUp: { action: 'Sleep' } }, 'wakeUp.action: "Sleep"'],
    [{ navigation: { positions: [] } }, 'navigation.positions'],
    [
      { navigation: { positions: [{ type: 'Point', coordinates: [2, 91] }] } },
      'navigation.positions[0].coordinates',
    ],
    [{ preconditioning: {} }, 'preconditioning.airConditioning: missing'],
    [{ preconditioning: { airConditioning: {} } }, 'at least one of immediate, programs'],
    [{ preconditioning: { airConditioning: { programs: [{ slot: 0 }] } } }, 'programs[0].slot: 0'],
    [{ charging: {} }, 'at least one of immediate, schedule, preferences'],
    [{ charging: { immediate: true, preferences: { type: 'Full' } } }, 'charging.preferences'],
    [{ charging: { schedule: { programs: [], nextDelayedTime: 'PT1H' } } }, 'charging.schedule'],
    [{ ...lock, label: 'x'.repeat(300) }, 'label'],
  ])('is told with its place: %j', async (body, told) => {
    const answer = await own.send('post', remotesOf(own), body);
    expect([answer.status, answer.body.code]).toEqual([400, 40003]);
    expect(answer.body.message).toContain(told);
  });

  it('is told of a fleet’s, too', async () => {
    const fleet = await people.someOwner();
    const { remotes } = await remotesOfFleet(fleet);
    for (const [body, told] of [
      [{ immobilization: {} }, 'immobilization.activate: missing'],
      [{ stolen: { stolen: true, immobilization: { activate: true } } }, 'stolen'],
      [{ stolen: { trackingPeriod: { running: 4 } } }, 'trackingPeriod.running: 4'],
      [{ stolen: { trackingPeriod: { shutdown: 59 } } }, 'trackingPeriod.shutdown: 59'],
    ] as const) {
      const answer = await fleet.send('post', remotes, body);
      expect(answer.body).toMatchObject({ code: 40003, message: expect.stringContaining(told) });
    }
  });

  it('is told where it is no JSON object', async () => {
    for (const text of ['', '[]', 'null', '{"door":', '"door"'])
      expect((await own.send('post', remotesOf(own), text)).body.code).toBe(40003);
  });
});
