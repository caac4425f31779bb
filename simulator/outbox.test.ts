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

test('whatever happens, each message is acknowledged, waiting or dropped', () => {
  const act = fc.constantFrom('add', 'take', 'acknowledge', 'break');
  fc.assert(
    fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
      const outbox = new Outbox(5);
      const wire: Letter[] = [];
      let added = 0;
      for (const name of acts) {
        if (name === 'add') {
          outbox.add(message(`${added}`));
          added += 1;
        }
        const letter = name === 'take' ? outbox.take() : undefined;
        if (letter) wire.push(letter);
        const answered = name === 'acknowledge' ? wire.shift() : undefined;
        if (answered) outbox.acknowledge(answered);
        if (name === 'break') {
          outbox.takeBack();
          wire.length = 0;
        }
      }
      const { sent, acknowledged, waiting, dropped } = outbox.tally();
      expect(acknowledged + waiting + dropped).toBe(added);
      expect(sent).toBeGreaterThanOrEqual(acknowledged);
      expect(outbox.isEmpty()).toBe(waiting === 0);
    }),
  );
});
