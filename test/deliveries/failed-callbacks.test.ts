import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { valuesIn } from '../support/subscribers/callbacks.ts';
import { fleetMonitorBody, made } from '../support/subscribers/subscriptions.ts';
import { datum, raised, type Watched, watchedVehicle } from '../support/subscribers/watched.ts';
import { openWebhookSink, type WebhookSink } from '../support/subscribers/webhook-sink.ts';
import { type Send, sendAsOwner } from '../support/vehicles/send.ts';

let cloud: TestCloud;
let sink: WebhookSink;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1/32' });
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  sink = await openWebhookSink();
});
afterEach(() => sink.stop());

const level = (percent: number) => ({ energies: [{ type: 'Electric', level: percent }] });
const low = datum('vehicle.energy.electric.level', 'lowerThan', '20');
const triggerParam = { triggers: [low], boolExp: 'one' };

/** A monitor that tells the sink, and what is set running when that has failed. */
type Told = Pick<Watched, 'tell'> & { send: Send; monitor: string; callback: string };

async function ofUser(): Promise<Told> {
  const { tell, watch, send, cbid } = await watchedVehicle(cloud);
  const callback = `/user/callbacks/${cbid}`;
  const webhook = { name: 'sink', target: sink.url };
  const { status } = await send('put', callback, { label: 'Sink', callback: { webhook } });
  expect(status).toBe(202);
  return { tell, send, callback, monitor: await watch([low]) };
}

async function ofFleet(): Promise<Told> {
  const owner = await cloud.addPartner();
  const send = sendAsOwner(cloud, owner);
  const { vehicle, tell } = await watchedVehicle(cloud);
  await cloud.addToFleet(owner, vehicle);
  const callback = { webhook: { name: 'sink', target: sink.url } };
  const body = { ...fleetMonitorBody, subscribeParam: { callback }, triggerParam };
  const monitor = `monitors/${await made(send, 'monitors', body)}`;
  return { tell, send, monitor, callback: monitor };
}

const told = () => sink.received.flatMap(({ body }) => valuesIn(body));

describe.each([
  ['a user', ofUser],
  ['a fleet', ofFleet],
])('a callback of %s whose target said that it is gone', (_name, make) => {
  it('raises and delivers for its monitors again when it is set running', async () => {
    const { tell, send, monitor, callback } = await make();
    sink.answer(410);
    await tell(level(15));
    const statusOf = async (path: string) => (await send('get', path)).body.status;
    const haveFailed = async () =>
      (await statusOf(callback)) === 'Failed' && (await statusOf(monitor)) === 'Failed';
    await eventually('callback and monitor have failed', haveFailed);
    expect(await raised(send, monitor)).toHaveLength(1);
    sink.answer(200);
    const { status, body } = await send('put', `${callback}/status`, { status: 'Running' });
    expect([status, body.status]).toEqual([202, 'Running']);
    expect(await statusOf(monitor)).toBe('Running');
    for (const [seconds, percent] of [14, 50, 13].entries()) await tell(level(percent), seconds + 1);
    await eventually('both events arrive', () => told().length >= 3);
    expect(told()).toEqual(['15', '14', '13']);
    const events = await raised(send, monitor);
    expect(events.map(({ refresh }) => refresh)).toEqual([false, false, false]);
  });
});
