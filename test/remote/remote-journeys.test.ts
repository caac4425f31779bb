import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectVehicle, type VehicleClient } from '../../simulator/vehicle-client/client.ts';
import type { Answer, Command } from '../../simulator/vehicle-client/command.ts';
import { failureCauses } from '../../src/model/remote.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { officialMessages } from '../support/subscribers/official-messages.ts';
import { made } from '../support/subscribers/subscriptions.ts';
import { openWebhookSink, type WebhookSink } from '../support/subscribers/webhook-sink.ts';
import { type Send, sendAs, sendAsOwner } from '../support/vehicles/send.ts';

type Face = 'b2c' | 'b2b';
type Asker = { send: Send; remotes: string };
type Step = { type: string; status: string; failureCause?: string; feedbackDetail?: string };

let cloud: TestCloud;
let sink: WebhookSink;
let vehicle: VehicleClient;
let askers: Record<Face, Asker>;
/** What the vehicle was told, and what it answers. */
const taken: Command[] = [];
let answer: Answer = { status: 'Success' };

beforeAll(async () => {
  sink = await openWebhookSink();
  cloud = await startTestCloud({
    ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1/32',
    ROADWIRE_REMOTES_PER_MINUTE: '1000',
  });
  const driver = await cloud.addDriver();
  const enrolled = await cloud.addVehicle(driver);
  const owner = await cloud.addPartner();
  const vid = await cloud.addToFleet(owner, enrolled);
  const callback = { webhook: { name: 'Sink', target: sink.url } };
  const [user, fleet] = [sendAs(cloud, driver), sendAsOwner(cloud, owner)];
  const cbid = await made(user, '/user/callbacks', { label: 'Mine', type: ['Remote'], callback });
  const remoteTypes = kinds.b2b.map(([type]) => type);
  const fleetCbid = await made(fleet, 'remote/callbacks', { label: 'Ours', remoteTypes, callback });
  askers = {
    b2c: { send: user, remotes: `/user/vehicles/${enrolled.id}/callbacks/${cbid}/remotes` },
    b2b: { send: fleet, remotes: `vehicles/${vid}/callbacks/${fleetCbid}/remotes` },
  };
  vehicle = await connectVehicle({
    mqttUrl: cloud.mqttUrl,
    vin: enrolled.vin,
    password: enrolled.secret,
    clock: cloud.clock.now,
    onCommand(command) {
      taken.push(command);
      return answer;
    },
  });
});
afterAll(async () => {
  await vehicle.close();
  await cloud.stop();
  await sink.stop();
});

const program = { slot: 1, enabled: true, start: 'PT7H30M', occurence: { day: ['Mon', 'Fri'] } };
const point = (longitude: number) => ({ type: 'Point', coordinates: [longitude, 48.85] });

const ofBoth: [string, object][] = [
  [
    'ThermalPreconditioning',
    { preconditioning: { airConditioning: { immediate: true, programs: [program] } } },
  ],
  ['ElectricBatteryChargingRequest', { charging: { schedule: { nextDelayedTime: '2026-05-04T22:00:00Z' } } }],
  ['Doors', { door: { state: 'Unlocked' } }],
  ['Horn', { horn: { state: 'Activated' } }],
  ['Lights', { lights: { on: true } }],
  ['WakeUp', { wakeUp: { action: 'WakeUp' } }],
  ['Navigation', { navigation: { positions: Array.from({ length: 10 }, (_, index) => point(index)) } }],
];
const kinds: Record<Face, [string, object][]> = {
  b2c: ofBoth,
  b2b: [
    ...ofBoth,
    ['Immobilization', { immobilization: { activate: true } }],
    ['Stolen', { stolen: { stolen: true } }],
  ],
};

/** The messages that came of an action, and the steps in them. */
function toldOf(face: Face, id: string): { message: Body; step: Step; type: string }[] {
  return sink.received.flatMap(({ body }) => {
    const events: Body[] = face === 'b2c' ? [body.remoteEvent] : (body.events ?? []);
    return events
      .filter((event) => event?.remoteActionId === id)
      .map((event) => ({ message: body, step: event.eventStatus, type: event.remoteType }));
  });
}

const official = { b2c: officialMessages('b2c'), b2b: officialMessages('b2b') };

/** Asks, and waits until the sink has heard how it ended. Where they are at hand, the official schemas take every message. */
async function ask(face: Face, body: object): Promise<{ id: string; type: string; steps: Step[] }> {
  const { send, remotes } = askers[face];
  const id = await made(send, remotes, body);
  const told = await eventually(`the end of ${JSON.stringify(body)}`, () => {
    const all = toldOf(face, id);
    return all.at(-1)?.step.type === 'Done' && all;
  });
  const schema = face === 'b2c' ? 'Message' : 'RemoteEvents';
  for (const { message } of told) expect(official[face]?.messages(schema, message) ?? []).toEqual([]);
  const last = told.at(-1);
  const { status, failureCause, feedbackDetail } = (await send('get', `${remotes}/${id}`)).body;
  expect({ type: 'Done', status, failureCause, feedbackDetail }).toEqual({ ...noDetails, ...last?.step });
  return { id, type: last?.type ?? '', steps: told.map(({ step }) => step) };
}

const noDetails = { failureCause: undefined, feedbackDetail: undefined };
const pending = (status: string): Step => ({ type: 'Pending', status });
const onTheWay = [pending('Accepted'), pending('SentToVehicle')];

describe.each(['b2c', 'b2b'] as const)('a journey from the request to the webhook, %s', (face) => {
  it.each(kinds[face])('%s', async (type, body) => {
    answer = { status: 'Success' };
    const done = await ask(face, body);
    const before = type === 'Navigation' ? [pending('SentToVehicle')] : onTheWay;
    expect([done.type, done.steps]).toEqual([type, [...before, { type: 'Done', status: 'Success' }]]);
    const [key = '', wish] = Object.entries(body)[0] ?? [];
    expect(taken.at(-1)).toMatchObject({ id: done.id, type, body: { [key]: wish } });
  });

  it('of a forced lock, with what became of the key', async () => {
    answer = { status: 'Success', feedbackDetail: 'CIDBlacklisted' };
    const { steps } = await ask(face, { door: { state: 'Locked', forced: true } });
    expect(steps.at(-1)).toEqual({ type: 'Done', ...answer });
  });

  it('of what was so already', async () => {
    answer = { status: 'AlreadyDone' };
    expect((await ask(face, { door: { state: 'Locked' } })).steps.at(-1)).toEqual({
      type: 'Done',
      ...answer,
    });
  });

  it.each(failureCauses)('that fails with %s', async (failureCause) => {
    answer = { status: 'Failed', failureCause };
    const { steps } = await ask(face, { horn: { state: 'Activated' } });
    expect(steps).toEqual([...onTheWay, { type: 'Done', status: 'Failed', failureCause }]);
  });
});
