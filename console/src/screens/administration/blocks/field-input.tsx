import { CheckboxGroup, Label, Text, TextArea, TextField } from 'react-aria-components';
import { Field as TextLine } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { Tick } from '../../../ui/tick.tsx';
import type { Field, FieldValue } from './field.ts';
import { SearchInput } from './search-input.tsx';

type Given = { field: Field; value: FieldValue; onChange(value: FieldValue): void };

/** One field of a form, by its kind. */
export function FieldInput({ field, value, onChange }: Given) {
  const { label, kind, description } = field;
  if (kind === 'choice')
    return <Select label={label} choices={field.choices} value={value as string} onChange={onChange} />;
  if (kind === 'choices') return <Choices field={field} value={value} onChange={onChange} />;
  if (kind === 'yes')
    return (
      <Tick isSelected={value as boolean} onChange={onChange}>
        {label}
      </Tick>
    );
  if (kind === 'search') return <SearchInput field={field} value={value as string} onChange={onChange} />;
  if (kind === 'lines') return <Lines field={field} value={value} onChange={onChange} />;
  return (
    <TextLine
      label={label}
      name={field.name}
      type={kind === 'number' ? 'text' : kind}
      inputMode={kind === 'number' ? 'numeric' : undefined}
      isRequired={field.isRequired ?? false}
      autoComplete={autoCompleteOf(field)}
      value={value as string}
      onChange={onChange}
      {...(kind === 'number' ? { pattern: '[0-9]*' } : {})}
      {...(description === undefined ? {} : { description })}
    />
  );
}

function autoCompleteOf(field: Field): string {
  if (field.kind !== 'password') return 'off';
  return field.isOwn ? 'current-password' : 'new-password';
}

function Choices({ field, value, onChange }: Given) {
  const { label, description } = field;
  const choices = field.kind === 'choices' ? field.choices : [];
  return (
    <CheckboxGroup className="field" value={[...(value as string[])]} onChange={onChange}>
      <Label>{label}</Label>
      <div className="administration-choices">
        {choices.map(({ key, text }) => (
          <Tick key={key} value={key}>
            {text}
          </Tick>
        ))}
      </div>
      {description !== undefined && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
    </CheckboxGroup>
  );
}

function Lines({ field, value, onChange }: Given) {
  const { label, name, description } = field;
  return (
    <TextField
      className="field"
      name={name}
      value={(value as readonly string[]).join('\n')}
      onChange={(text) => onChange(text.split('\n'))}
    >
      <Label>{label}</Label>
      <TextArea rows={3} />
      {description !== undefined && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
    </TextField>
  );
}
