import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { datum, subscribersOf, withTrigger, zone } from '../support/subscribers/subscribers.ts';
import { made, monitorBody } from '../support/subscribers/subscriptions.ts';

let cloud: TestCloud;
let people: ReturnType<typeof subscribersOf>;
beforeAll(async () => {
  cloud = await startTestCloud();
  people = subscribersOf(cloud);
});
afterAll(() => cloud.stop());

describe('the parameter of a monitor', () => {
  const z = { name: 'z', zone };
  const occurence = { day: ['Mon'], week: ['w7'] };
  const program = { recurrence: 'Daily', start: 'PT8H', duration: 'PT2H', occurence };
  const t = { name: 't', time: { timeZone: 'Europe/Paris', times: [program] } };
  const d = { name: 'd', data: { data: 'vehicle.energy.charging.plugged', op: 'equalsTo', value: ['true'] } };
  const canonical = {
    label: 'All',
    attributes: [{ type: 'Body', key: 'id', value: '$MonitorID' }],
    triggerParam: { triggers: [z, t, d], boolExp: '(z | t) & d' },
  };

  it('is taken in every spelling, and given back in one', async () => {
    const { send, monitors } = await people.someone();
    const { place, ...others } = zone;
    const { recurrence: _, occurence: __, ...time } = program;
    const times = [{ ...time, occurrence: { ...occurence, week: ['W07'] } }];
    const old = {
      label: 'All',
      attributres: canonical.attributes,
      subscribeParam: {},
      triggerParam: {
        triggers: [
          { ...z, zone: { ...others, circle: place } },
          { name: 't', time: { 'time.zone': 'Europe/Paris', times } },
          d,
        ],
        'bool.exp': canonical.triggerParam.boolExp,
      },
    };
    const id = await made(send, monitors, old);
    const { monitor } = (await send('get', `${monitors}/${id}`)).body;
    expect({ ...monitor, subscribeParam: undefined }).toEqual({ ...canonical, subscribeParam: undefined });
  });

  it.each<[string, object, string]>([
    ['no label', { ...monitorBody, label: undefined }, 'label: missing'],
    [
      'no triggers',
      { ...monitorBody, triggerParam: { triggers: [], boolExp: 'a' } },
      'triggerParam.triggers',
    ],
    [
      'an operator that the datum does not have',
      withTrigger(datum('vehicle.odometer')),
      'triggers[0].data.op',
    ],
    ['a datum that nobody knows', withTrigger(datum('vehicle.colour')), 'triggers[0].data.data'],
    ['a datum of fleets', withTrigger(datum('stolen.state')), 'triggers[0].data.data'],
    [
      'a value that is none',
      withTrigger(datum('privacy.state', 'equalsTo', 'Some')),
      'triggers[0].data.value',
    ],
    ['two things at once', withTrigger({ zone, ...datum('privacy.state') }), 'triggerParam.triggers[0]'],
    ['an unknown name', withTrigger({ zone }, 'a & b'), 'triggerParam.boolExp'],
    ['unbalanced parentheses', withTrigger({ zone }, '((a)'), 'triggerParam.boolExp'],
    ['what is always true', withTrigger({ zone }, 'a | !a'), 'triggerParam.boolExp'],
    ['what is never true', withTrigger({ zone }, 'a & !a'), 'triggerParam.boolExp'],
    [
      'a radius of nothing',
      withTrigger({ zone: { ...zone, place: { ...zone.place, radius: 0 } } }),
      'radius',
    ],
    ['hurry', { ...monitorBody, subscribeParam: { refreshEvent: 59 } }, 'subscribeParam.refreshEvent'],
    [
      'an extension of fleets',
      { ...monitorBody, extendedEventParam: ['vehicle.stolen'] },
      'extendedEventParam[0]',
    ],
  ])('with %s is refused with 400, which says where', async (_name, given, path) => {
    const { send, monitors } = await people.someone();
    const { status, body } = await send('post', monitors, given);
    expect([status, body.code]).toEqual([400, 40003]);
    expect(body.message).toContain(path);
    expect(body.message).toContain('expected');
    const at = `${monitors}/${await made(send, monitors, monitorBody)}`;
    expect((await send('put', at, given)).body.code).toBe(40003);
    expect((await send('get', at)).body.monitor).toEqual(monitorBody);
  });
});
