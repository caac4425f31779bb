import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../../query/keys.ts';
import { administratorWith } from '../../../session/administrator.ts';
import { useAdmin, useSession } from '../../../session/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Answer, Empty } from '../../../ui/states.tsx';
import { useWords } from '../../../words/use-words.ts';
import type { Field, Values } from '../blocks/field.ts';
import { FormFields } from '../blocks/form-fields.tsx';
import { useTell } from '../blocks/outcome.tsx';
import { passwordWords } from './password-words.ts';

/** Another password for who is signed in. */
export function OwnPassword() {
  const { admin } = useAdmin();
  const words = useWords(passwordWords);
  const myself = useQuery({
    queryKey: keys.admin('myself'),
    queryFn: ({ signal }) => admin.myself(signal),
  });
  return (
    <Card title={words.title}>
      <Answer
        of={myself}
        isEmpty={({ kind }) => kind !== 'administrator'}
        empty={
          <Empty title={words.none}>
            <p>{words.noneWhy}</p>
          </Empty>
        }
      >
        {({ name }) => <PasswordForm name={name} />}
      </Answer>
    </Card>
  );
}

function PasswordForm({ name }: { name: string }) {
  const words = useWords(passwordWords);
  const [times, setTimes] = useState(0);
  const { mutate, error, isPending } = useChange(name, () => setTimes(times + 1));
  const fields: Field[] = [
    { name: 'old', label: words.old, kind: 'password', isRequired: true, isOwn: true },
    { name: 'new', label: words.next, kind: 'password', isRequired: true },
    { name: 'again', label: words.again, kind: 'password', isRequired: true },
  ];
  return (
    <>
      <p className="hint">{words.intro}</p>
      <FormFields
        // Emptied when it is done.
        key={times}
        fields={fields}
        error={error}
        onSubmit={(values) => mutate(values)}
        label={words.title}
      >
        <div className="actions actions-start">
          <Button type="submit" look="primary" isDisabled={isPending}>
            {words.change}
          </Button>
        </div>
      </FormFields>
    </>
  );
}

/** Changes it and comes in anew: the session of this page ends with the old password. */
function useChange(name: string, onDone: () => void) {
  const { admin } = useAdmin();
  const { enter } = useSession();
  const words = useWords(passwordWords);
  const tell = useTell();
  return useMutation({
    async mutationFn({ old, new: next, again }: Values) {
      if (next !== again) throw new Error(words.differ);
      await admin.send('PUT', '/sessions/current/password', { old, new: next });
      return administratorWith({ name, password: String(next) }).catch(() => undefined);
    },
    onSuccess(who) {
      onDone();
      if (who) enter(who);
      tell({ text: who ? words.changed : words.signInAgain });
    },
  });
}
