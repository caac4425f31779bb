import { expect, it } from 'vitest';
import { createPost } from './post.ts';

it('has words cross together and in their order, each once', () => {
  const crossings: { words: readonly string[]; transfer: ArrayBuffer[] }[] = [];
  const flushes: (() => void)[] = [];
  const say = createPost<string>({
    post: (words, transfer) => crossings.push({ words, transfer }),
    later: (flush) => flushes.push(flush),
  });
  const bytes = new ArrayBuffer(1);
  say('one');
  say('two', [bytes]);
  expect(flushes).toHaveLength(1);
  flushes[0]?.();
  say('three');
  flushes[1]?.();
  expect(crossings).toEqual([
    { words: ['one', 'two'], transfer: [bytes] },
    { words: ['three'], transfer: [] },
  ]);
});
