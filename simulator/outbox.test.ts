import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Letter, Outbox } from './outbox.ts';

const message = (text: string) => ({ channel: 'reports', payload: text });

test('what is acknowledged is gone; what is not is sent again first, the same and in order', () => {
  const outbox = new Outbox(10);
  for (const text of ['a', 'b', 'c']) outbox.add(message(text));
  const [a, b] = [outbox.take(), outbox.take()] as [Letter, Letter];
  outbox.acknowledge(a);
  outbox.takeBack();
  expect(outbox.take()).toBe(b);
  expect(outbox.take()?.payload).toBe('c');
  expect(outbox.tally()).toEqual({ sent: 3, acknowledged: 1, waiting: 2, dropped: 0 });
});

test('when it is full the oldest is dropped', () => {
  const outbox = new Outbox(2);
  for (const text of ['a', 'b', 'c']) outbox.add(message(text));
  expect(outbox.take()?.payload).toBe('b');
  expect(outbox.tally().dropped).toBe(1);
});

test('no more than twenty messages are on the wire at once', () => {
  const outbox = new Outbox(100);
  for (let count = 0; count < 30; count += 1) outbox.add(message(`${count}`));
  const taken = Array.from({ length: 30 }, () => outbox.take()).filter((letter) => letter !== undefined);
  expect(taken).toHaveLength(20);
  outbox.acknowledge(taken[7]!);
  expect(outbox.take()?.payload).toBe('20');
});

/** What may happen to an outbox; each act gives how many messages it added. */
const acts: Record<string, (outbox: Outbox, wire: Letter[]) => number> = {
  add: (outbox) => {
    outbox.add(message('any'));
    return 1;
  },
  take: (outbox, wire) => {
    const letter = outbox.take();
    if (letter) wire.push(letter);
    return 0;
  },
  acknowledge: (outbox, wire) => {
    const letter = wire.shift();
    if (letter) outbox.acknowledge(letter);
    return 0;
  },
  break: (outbox, wire) => {
    outbox.takeBack();
    wire.length = 0;
    return 0;
  },
};

test('whatever happens, each message is acknowledged, waiting or dropped', () => {
  const act = fc.constantFrom(...Object.keys(acts));
  fc.assert(
    fc.property(fc.array(act, { maxLength: 200 }), (names) => {
      const outbox = new Outbox(5);
      const wire: Letter[] = [];
      const added = names.reduce((sum, name) => sum + (acts[name]?.(outbox, wire) ?? 0), 0);
      const { sent, acknowledged, waiting, dropped } = outbox.tally();
      expect(acknowledged + waiting + dropped).toBe(added);
      expect(sent).toBeGreaterThanOrEqual(acknowledged);
      expect(outbox.isEmpty()).toBe(waiting === 0);
    }),
  );
});
