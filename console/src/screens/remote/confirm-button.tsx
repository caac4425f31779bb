import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

type Given = {
  label: string;
  title: string;
  ask: string;
  look?: 'plain' | 'primary' | 'danger';
  isDangerous?: boolean;
  isDisabled?: boolean;
  onConfirm(): void;
};

/** A button for what matters: it asks first. */
export function ConfirmButton({
  label,
  title,
  ask,
  look = 'plain',
  isDangerous,
  isDisabled,
  onConfirm,
}: Given) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look={look} isDisabled={isDisabled ?? false} onPress={() => setOpen(true)}>
        {label}
      </Button>
      <ConfirmDialog
        title={title}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        action={label}
        isDangerous={isDangerous ?? false}
        onConfirm={onConfirm}
      >
        <p>{ask}</p>
      </ConfirmDialog>
    </>
  );
}
