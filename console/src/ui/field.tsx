import { FieldError, Input, Label, Text, TextField, type TextFieldProps } from 'react-aria-components';

type Given = Omit<TextFieldProps, 'className' | 'children'> & {
  label: string;
  description?: string;
  placeholder?: string;
  /** What is wrong with what was typed. */
  fault?: string | undefined;
};

/** A line to type in, with its label; faults of the form are shown below it. */
export function Field({ label, description, placeholder, fault, ...props }: Given) {
  return (
    <TextField {...props} isInvalid={fault !== undefined || props.isInvalid === true} className="field">
      <Label>{label}</Label>
      <Input placeholder={placeholder} />
      {description !== undefined && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      <FieldError className="field-fault">{fault}</FieldError>
    </TextField>
  );
}
