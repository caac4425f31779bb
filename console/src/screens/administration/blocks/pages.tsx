import { useSearchParams } from 'wouter';
import type { Page } from '../../../api/model.ts';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { sharedWords } from '../../../words/shared-words.ts';
import { useWords } from '../../../words/use-words.ts';
import { frameWords } from '../words/frame-words.ts';

/** How many there are, and the ways to the pages before and after. */
export function Pages({ page: { next, prev, total } }: { page: Page<unknown> }) {
  const shared = useWords(sharedWords);
  const words = useWords(frameWords);
  const format = useFormat();
  const [, setSearch] = useSearchParams();
  const follow = (link: string) =>
    setSearch((before) => {
      const token = new URL(link, location.origin).searchParams.get('pageToken');
      const after = new URLSearchParams(before);
      if (token === null) after.delete('pageToken');
      else after.set('pageToken', token);
      return after;
    });
  return (
    <div className="administration-pages">
      <span className="hint">{words.total(format.number(total))}</span>
      {prev !== undefined && <Button onPress={() => follow(prev)}>{shared.previous}</Button>}
      {next !== undefined && <Button onPress={() => follow(next)}>{shared.next}</Button>}
    </div>
  );
}
