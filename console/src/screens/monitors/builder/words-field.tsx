import { useState } from 'react';
import { CheckboxGroup, Label } from 'react-aria-components';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { Tick } from '../../../ui/tick.tsx';
import { sharedWords } from '../../../words/shared-words.ts';
import { useWords } from '../../../words/use-words.ts';
import { builderWords } from '../builder-words.ts';
import { useSayings } from '../parts/use-sayings.ts';

type Given = {
  data: string;
  all: readonly string[];
  /** Several may be chosen. */
  isMany: boolean;
  chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
  fault?: string | undefined;
};

const searchFrom = 16;

/** One or several of the words that a datum has. */
export function WordsField({ data, all, isMany, chosen, onChange, fault }: Given) {
  const words = useWords(builderWords);
  const { value } = useSayings();
  if (!isMany)
    return (
      <div className="field">
        <Select
          label={words.value}
          choices={all.map((key) => ({ key, text: value(data, key) }))}
          value={chosen[0] ?? all[0] ?? ''}
          onChange={(key) => onChange([key])}
        />
        {fault !== undefined && <p className="field-fault">{fault}</p>}
      </div>
    );
  return <Many data={data} all={all} chosen={chosen} onChange={onChange} fault={fault} />;
}

function Many({ data, all, chosen, onChange, fault }: Omit<Given, 'isMany'>) {
  const words = useWords(builderWords);
  const shared = useWords(sharedWords);
  const { value } = useSayings();
  const [sought, setSought] = useState('');
  const found = all.filter((one) => value(data, one).toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <CheckboxGroup
      className="field words-field"
      value={[...chosen]}
      onChange={(next) => onChange(all.filter((one) => next.includes(one)))}
    >
      <Label className="field-label">{words.values}</Label>
      {all.length > searchFrom && (
        <Field label={shared.search} type="search" value={sought} onChange={setSought} />
      )}
      <div className="words-list">
        {found.map((one) => (
          <Tick key={one} value={one}>
            {value(data, one)}
          </Tick>
        ))}
      </div>
      {fault !== undefined && <p className="field-fault">{fault}</p>}
    </CheckboxGroup>
  );
}
