import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { keys } from '../../../query/keys.ts';
import { useAdmin } from '../../../session/session.tsx';
import type { Field } from './field.ts';

type Given = {
  field: Extract<Field, { kind: 'search' }>;
  value: string;
  onChange(value: string): void;
};

/** A line to type in; what there is that is like it is offered below, and may be chosen. */
export function SearchInput({ field, value, onChange }: Given) {
  const { label, name, description, find, isRequired = false } = field;
  const { admin } = useAdmin();
  const typed = value.trim();
  const { data: found = [] } = useQuery({
    queryKey: keys.admin('find', name, typed),
    queryFn: ({ signal }) => find(admin, typed, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <ComboBox
      className="field"
      name={name}
      items={found}
      inputValue={value}
      onInputChange={onChange}
      // What is offered was looked for by the server.
      defaultFilter={() => true}
      allowsCustomValue
      menuTrigger="focus"
      isRequired={isRequired}
    >
      <Label>{label}</Label>
      <Input autoComplete="off" />
      {description !== undefined && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      <Popover className="popover">
        <ListBox<(typeof found)[number]> className="list-box">
          {({ key, text }) => (
            <ListBoxItem id={key} textValue={key} className="list-box-item">
              {text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
