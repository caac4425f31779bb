import { useState } from 'react';
import { useFace } from '../../../session/session.tsx';
import { Select } from '../../../ui/select.tsx';
import { useWords } from '../../../words/use-words.ts';
import { builderWords } from '../builder-words.ts';
import { type DataForm, firstValues, newData } from '../form/conditions.ts';
import { dataChoices, dataFor, type Operator, type PreviousOperator, topics } from '../form/data-choices.ts';
import { useSayings } from '../parts/use-sayings.ts';
import { FaultLine, useFault } from './field-faults.tsx';
import { NumberField } from './number-field.tsx';
import { WordsField } from './words-field.tsx';

type Given = { form: DataForm; path: string; onChange(form: DataForm): void };

/** Which datum, and what is asked of it. */
export function DataEditor({ form, path, onChange }: Given) {
  const words = useWords(builderWords);
  const { kind } = useFace();
  const { datum } = useSayings();
  const choice = dataChoices[form.data];
  const [topic, setTopic] = useState(choice?.topic ?? 'energy');
  const names = dataFor(kind, topic);
  const all = names.includes(form.data) ? names : [form.data, ...names];
  const ops = choice?.ops ?? [form.op];
  const setOp = (op: Operator) => {
    const { previous, ...rest } = form;
    const values =
      form.values.length > 0 && op !== 'onChange'
        ? form.values.slice(0, op === 'includedIn' ? 120 : 1)
        : firstValues(form.data, op);
    onChange({ ...rest, op, values, ...(previous ? { previous } : {}) });
  };
  return (
    <div className="condition-fields">
      <div className="inline-fields">
        <Select
          label={words.topic}
          choices={topics.map((key) => ({ key, text: words.topics[key] }))}
          value={topic}
          onChange={(next) => {
            setTopic(next);
            onChange(newData(dataFor(kind, next)[0] ?? form.data));
          }}
        />
        <Select
          label={words.datum}
          choices={all.map((key) => ({ key, text: datum(key) }))}
          value={form.data}
          onChange={(data) => onChange(newData(data))}
        />
        {ops.length > 1 && (
          <Select<Operator>
            label={words.op}
            choices={ops.map((key) => ({ key, text: words.ops[key] }))}
            value={form.op}
            onChange={setOp}
          />
        )}
        <Values form={form} path={path} onChange={(values) => onChange({ ...form, values })} />
      </div>
      {kind === 'driver' && choice?.previous && <Previous form={form} onChange={onChange} />}
      <FaultLine path={`${path}.data.data`} />
      <FaultLine path={`${path}.data.op`} />
      <FaultLine path={`${path}.data.previous`} />
      <p className="hint mono">{form.data}</p>
    </div>
  );
}

type ValuesGiven = { form: DataForm; path: string; onChange(values: readonly string[]): void };

function Values({ form: { data, op, values }, path, onChange }: ValuesGiven) {
  const words = useWords(builderWords);
  const fault = useFault(`${path}.data.value`);
  const choice = dataChoices[data];
  if (op === 'onChange' || choice === undefined || choice.form === 'none') return null;
  if (choice.form === 'number')
    return (
      <NumberField
        key={data}
        label={words.value}
        value={values[0] ?? ''}
        quantity={choice.quantity}
        fault={fault}
        onChange={(value) => onChange(value === '' ? [] : [value])}
      />
    );
  const all = choice.form === 'word' ? choice.words : ['true', 'false'];
  return (
    <WordsField
      data={data}
      all={all}
      isMany={op === 'includedIn'}
      chosen={values}
      fault={fault}
      onChange={onChange}
    />
  );
}

/** What it was before; drivers alone can ask that. */
function Previous({ form, onChange }: { form: DataForm; onChange(form: DataForm): void }) {
  const words = useWords(builderWords);
  const { previous, ...rest } = form;
  const choice = dataChoices[form.data];
  const all = choice?.form === 'word' ? choice.words : ['true', 'false'];
  const ops = choice?.previous ?? [];
  const set = (op: PreviousOperator | 'none') =>
    onChange(
      op === 'none' ? rest : { ...rest, previous: { op, values: previous?.values ?? all.slice(0, 1) } },
    );
  return (
    <div className="inline-fields">
      <Select<PreviousOperator | 'none'>
        label={words.previous}
        choices={[
          { key: 'none', text: words.whatever },
          ...ops.map((key) => ({ key, text: words.ops[key] })),
        ]}
        value={previous?.op ?? 'none'}
        onChange={set}
      />
      {previous && (
        <WordsField
          data={form.data}
          all={all}
          isMany={previous.op === 'includedIn'}
          chosen={previous.values}
          onChange={(values) => onChange({ ...rest, previous: { ...previous, values } })}
        />
      )}
    </div>
  );
}
