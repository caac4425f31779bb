import { useState } from 'react';
import { Field } from '../../../ui/field.tsx';
import { useWords } from '../../../words/use-words.ts';
import { builderWords } from '../builder-words.ts';
import type { Weeks } from '../form/times.ts';
import { weeksFromText, weeksText } from '../form/weeks.ts';

/** Calendar weeks as people write them: `1-12, 40`. */
export function WeeksField({
  weeks,
  onChange,
}: {
  weeks: readonly Weeks[];
  onChange(weeks: readonly Weeks[]): void;
}) {
  const words = useWords(builderWords);
  const [text, setText] = useState(() => weeksText(weeks));
  const isGood = weeksFromText(text) !== undefined;
  return (
    <Field
      label={words.weeks}
      description={words.weeksWhy}
      value={text}
      fault={isGood ? undefined : words.weeksWhy}
      onChange={(next) => {
        setText(next);
        const read = weeksFromText(next);
        if (read) onChange(read);
      }}
    />
  );
}
