import type { SubmitEvent } from 'react';
import { useSearchParams } from 'wouter';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { sharedWords } from '../../../words/shared-words.ts';
import { useWords } from '../../../words/use-words.ts';
import { frameWords } from '../words/frame-words.ts';
import type { Filter } from './forms.ts';

/** What the list is narrowed to; taken over into the address by Enter or the button, choices at once. */
export function Filters({ filters, label }: { filters: readonly Filter[]; label: string }) {
  const shared = useWords(sharedWords);
  const words = useWords(frameWords);
  const [search, setSearch] = useSearchParams();
  const set = (entries: readonly (readonly [string, string])[]) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      // A page is one of the list as it was narrowed before.
      next.delete('pageToken');
      for (const [name, value] of entries) {
        if (value === '') next.delete(name);
        else next.set(name, value);
      }
      return next;
    });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    set(
      filters
        .filter(({ choices }) => !choices)
        .map(({ name }) => [name, String(data.get(name) ?? '').trim()]),
    );
  };
  const hasTexts = filters.some(({ choices }) => !choices);
  return (
    <form className="administration-filters" onSubmit={submit} aria-label={words.filter(label)}>
      {filters.map(({ name, label: text, choices, kind }) =>
        choices ? (
          <Select
            key={name}
            label={text}
            choices={choices}
            value={search.get(name) ?? ''}
            onChange={(value) => set([[name, value]])}
          />
        ) : (
          <Field
            key={`${name} ${search.get(name)}`}
            name={name}
            label={text}
            type={kind === 'time' ? 'datetime-local' : 'text'}
            autoComplete="off"
            defaultValue={search.get(name) ?? ''}
          />
        ),
      )}
      {hasTexts && <Button type="submit">{shared.search}</Button>}
    </form>
  );
}
