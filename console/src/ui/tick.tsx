import './choices.css';
import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField, SwitchButton, SwitchField } from 'react-aria-components';

type Given = { isSelected?: boolean; onChange?: (is: boolean) => void; children: ReactNode };

/** A box to tick; `value` names it in a group of boxes. */
export function Tick({ children, ...props }: Given & { value?: string }) {
  return (
    <CheckboxField {...props}>
      <CheckboxButton className="check">
        <span className="check-box" aria-hidden="true" />
        {children}
      </CheckboxButton>
    </CheckboxField>
  );
}

/** On or off. */
export function OnOff({ children, ...props }: Given) {
  return (
    <SwitchField {...props}>
      <SwitchButton className="switch">
        <span className="switch-track" aria-hidden="true" />
        {children}
      </SwitchButton>
    </SwitchField>
  );
}
