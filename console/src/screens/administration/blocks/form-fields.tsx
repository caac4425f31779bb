import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { problemOf } from '../../../api/problem.ts';
import type { Field, Values } from './field.ts';
import { initialValues } from './field.ts';
import { FieldInput } from './field-input.tsx';

type Given = {
  fields: readonly Field[];
  /** What the server said against it. */
  error: unknown;
  onSubmit(values: Values): void;
  /** The buttons. */
  children: ReactNode;
  label?: string;
};

/** A form made of fields; says what the server has against it. */
export function FormFields({ fields, error, onSubmit, children, label }: Given) {
  const [values, setValues] = useState<Values>(() => initialValues(fields));
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault();
    onSubmit(values);
  };
  return (
    <Form className="form" onSubmit={submit} {...(label === undefined ? {} : { 'aria-label': label })}>
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {error ? (
        <p className="field-fault" role="alert">
          {problemOf(error).message}
        </p>
      ) : undefined}
      {children}
    </Form>
  );
}
