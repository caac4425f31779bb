import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useAdmin } from '../../../session/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { DialogWindow } from '../../../ui/confirm-dialog.tsx';
import { sharedWords } from '../../../words/shared-words.ts';
import { useWords } from '../../../words/use-words.ts';
import type { Values } from './field.ts';
import { FormFields } from './form-fields.tsx';
import type { Action } from './forms.ts';
import { useTell } from './outcome.tsx';

type Given<Of> = {
  action: Action<Of>;
  of: Of;
  onClose(): void;
  /** Where to go when what it is about is gone. */
  goneTo?: string | undefined;
};

/** The question or form of an action; closes when it is done, stays with what the server says where it is not. */
export function ActionDialog<Of>({ action, of, onClose, goneTo }: Given<Of>) {
  const { admin } = useAdmin();
  const shared = useWords(sharedWords);
  const client = useQueryClient();
  const tell = useTell();
  const [, go] = useLocation();
  const fields = action.fields?.(of) ?? [];
  const { mutate, isPending, error } = useMutation({
    mutationFn: (values: Values) => action.run(admin, of, { values, fields }),
    onSuccess: (outcome) => {
      onClose();
      tell(outcome);
      const leaves = action.isRemoval === true && goneTo !== undefined;
      if (leaves) go(goneTo);
      // What is gone is not asked for again on the way out.
      void client.invalidateQueries({ queryKey: ['admin'], refetchType: leaves ? 'none' : 'active' });
    },
  });
  return (
    <DialogWindow title={action.question} isOpen onClose={onClose}>
      {action.text !== undefined && <p>{action.text}</p>}
      <FormFields fields={fields} error={error} onSubmit={(values) => mutate(values)}>
        <div className="actions">
          <Button onPress={onClose}>{shared.cancel}</Button>
          <Button type="submit" look={action.isDangerous ? 'danger' : 'primary'} isDisabled={isPending}>
            {action.action ?? action.label}
          </Button>
        </div>
      </FormFields>
    </DialogWindow>
  );
}
