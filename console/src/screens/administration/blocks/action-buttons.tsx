import { useState } from 'react';
import type { Role } from '../../../api/admin.ts';
import { useAdmin } from '../../../session/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/use-words.ts';
import { frameWords } from '../words/frame-words.ts';
import { ActionDialog } from './action-dialog.tsx';
import type { Action } from './forms.ts';
import { mayDo } from './role.ts';

type Given<Of> = {
  actions: readonly Action<Of>[];
  of: Of;
  goneTo?: string;
  /** In a row: small, and named by what they are about. */
  about?: string;
};

/** Buttons for what may be done; what the role may not do is not offered (`NotOffered` says why). */
export function ActionButtons<Of>({ actions, of, goneTo, about }: Given<Of>) {
  const { rights } = useAdmin();
  const [opened, setOpened] = useState<Action<Of>>();
  const offered = actions.filter((one) => mayDo(rights, one.role) && (one.applies?.(of) ?? true));
  if (offered.length === 0) return null;
  return (
    <>
      {offered.map((one) => (
        <Button
          key={one.label}
          look={about === undefined ? lookOf(one) : 'quiet'}
          onPress={() => setOpened(one)}
          {...(about === undefined ? {} : { 'aria-label': `${one.label}: ${about}` })}
        >
          {one.label}
        </Button>
      ))}
      {opened && (
        <ActionDialog action={opened} of={of} onClose={() => setOpened(undefined)} goneTo={goneTo} />
      )}
    </>
  );
}

const lookOf = ({ isDangerous }: { isDangerous?: boolean }) => (isDangerous ? 'danger' : 'plain');

/** Which of some things the role may not do, and which role may. */
export function NotOffered({ of }: { of: readonly { label: string; role: Role }[] }) {
  const { rights } = useAdmin();
  const words = useWords(frameWords);
  const roles = (['operator', 'admin'] as const).filter((role) => !mayDo(rights, role));
  const lines = roles.flatMap((role) => {
    const labels = [...new Set(of.filter((one) => one.role === role).map(({ label }) => label))];
    return labels.length === 0 ? [] : [words.needs(labels.join(', '), role)];
  });
  if (lines.length === 0) return null;
  return (
    <p className="hint">
      {words.asRole(rights)} {lines.join(' ')}
    </p>
  );
}
