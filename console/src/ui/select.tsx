import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';

export type Choice<Key extends string> = { key: Key; text: string };

type Given<Key extends string> = {
  label: string;
  choices: readonly Choice<Key>[];
  value: Key;
  onChange(key: Key): void;
  /** Leaves the label to screen readers. */
  isLabelHidden?: boolean;
};

/** One of several. */
export function Select<Key extends string>({ label, choices, value, onChange, isLabelHidden }: Given<Key>) {
  return (
    <AriaSelect
      className="field"
      selectedKey={value}
      onSelectionChange={(key) => onChange(key as Key)}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {!isLabelHidden && <Label>{label}</Label>}
      <Button className="select-button">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox className="list-box" items={choices}>
          {({ key, text }) => (
            <ListBoxItem id={key} textValue={text} className="list-box-item">
              {text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
