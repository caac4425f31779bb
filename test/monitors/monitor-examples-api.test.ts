import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { bodyOf, monitorFaces } from '../support/subscribers/monitor-bodies.ts';
import {
  expressionsRefused,
  expressionsTaken,
  namedTriggers,
  triggersBeyond,
  triggersRefused,
  triggersTaken,
} from '../support/subscribers/monitor-examples.ts';
import { subscribersOf } from '../support/subscribers/subscribers.ts';
import type { Send } from '../support/vehicles/send.ts';

let cloud: TestCloud;
/** Who makes monitors, and where. */
let makers: Record<'b2c' | 'b2b', { send: Send; monitors: string }>;
beforeAll(async () => {
  cloud = await startTestCloud();
  const { someone, someOwner } = subscribersOf(cloud);
  makers = { b2c: await someone(), b2b: { ...(await someOwner()), monitors: 'monitors' } };
});
afterAll(() => cloud.stop());

describe.each(monitorFaces)('an example of %s', (face) => {
  const made = (triggers: object[], boolExp: string) => {
    const { send, monitors } = makers[face];
    return send('post', monitors, bodyOf(face, { triggers, boolExp }));
  };

  /** What is shown of a monitor that was made; it is gone after. */
  async function keptOf({ status, body }: Awaited<ReturnType<typeof made>>): Promise<object> {
    expect([status, body.message]).toEqual([202, undefined]);
    const { send, monitors } = makers[face];
    const at = `${monitors}/${body.monitorId}`;
    const { status: shown, body: answer } = await send('get', at);
    expect(shown).toBe(200);
    expect((await send('delete', at)).status).toBe(204);
    return answer.monitor.triggerParam;
  }

  it.each(triggersTaken)('may be %s', async (_name, given, kept) => {
    const triggerParam = await keptOf(await made([{ name: 'a', ...given }], 'a'));
    expect(triggerParam).toEqual({ triggers: [{ name: 'a', ...kept }], boolExp: 'a' });
  });

  it.each(triggersBeyond)('may be %s, beyond the contract', async (_name, given) => {
    const { status, body } = await made([{ name: 'a', ...given }], 'a');
    expect([status, body.message]).toEqual([202, undefined]);
    const { send, monitors } = makers[face];
    expect((await send('delete', `${monitors}/${body.monitorId}`)).status).toBe(204);
  });

  it.each(expressionsTaken)('may be of the expression %s', async (boolExp) => {
    expect(await keptOf(await made(namedTriggers, boolExp))).toEqual({ triggers: namedTriggers, boolExp });
  });

  it.each(triggersRefused)('may not be %s, and is told why', async (_name, given, ...[path, reason]) => {
    const { status, body } = await made([{ name: 'a', ...given }], 'a');
    expect([status, body.code]).toEqual([400, 40003]);
    expect(body.message).toContain(`triggerParam.triggers[0]${path}: `);
    expect(body.message).toMatch(reason);
  });

  it.each(expressionsRefused)('may not be of the expression %j, and is told why', async (boolExp, reason) => {
    const { status, body } = await made(namedTriggers, boolExp);
    expect([status, body.code]).toEqual([400, 40003]);
    expect(body.message).toContain('triggerParam.boolExp: ');
    expect(body.message).toMatch(reason);
  });
});
