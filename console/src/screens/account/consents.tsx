import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Consent } from '../../api/account.ts';
import { useSession } from '../../session/session.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Answer, Empty, Failed } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { accountWords } from './account-words.ts';
import { ConsentPart } from './consent-part.tsx';
import { accountKeys, useAccount, useConsents } from './use-account.ts';

/** The applications that may see something, each with the way to take it back. */
export function Consents() {
  const words = useWords(accountWords);
  const { config } = useSession();
  const consents = useConsents();
  const [asked, setAsked] = useState<Consent | undefined>(undefined);
  const [isOpen, setOpen] = useState(false);
  const { mutate, error, data: gone } = useWithdrawal();
  const isConsole = asked?.clientId === config?.clientId;
  return (
    <Card title={words.consents}>
      <p className="hint">{words.consentsWhy}</p>
      <p role="status">{gone === undefined ? '' : words.withdrawn(gone)}</p>
      {error && <Failed error={error} />}
      <Answer
        of={consents}
        isEmpty={(all) => all.length === 0}
        empty={
          <Empty title={words.noConsents}>
            <p>{words.noConsentsWhy}</p>
          </Empty>
        }
      >
        {(all) => (
          <div className="account-consents">
            {all.map((consent) => (
              <ConsentPart
                key={consent.clientId}
                consent={consent}
                isConsole={consent.clientId === config?.clientId}
                onWithdraw={() => {
                  setAsked(consent);
                  setOpen(true);
                }}
              />
            ))}
          </div>
        )}
      </Answer>
      {asked && (
        <ConfirmDialog
          title={words.withdrawFrom(asked.name)}
          action={words.withdraw}
          isDangerous
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          onConfirm={() => mutate(asked)}
        >
          <p>{words.withdrawWhat}</p>
          {isConsole && <p>{words.withdrawConsole}</p>}
        </ConfirmDialog>
      )}
    </Card>
  );
}

/** Takes back what an application was allowed; gives its name. Whoever takes it from the console is signed out of it. */
function useWithdrawal() {
  const account = useAccount();
  const client = useQueryClient();
  const { config, signOut } = useSession();
  return useMutation({
    mutationFn: async ({ clientId, name }: Consent) => {
      await account.withdraw(clientId);
      if (clientId === config?.clientId) await signOut();
      else await client.invalidateQueries({ queryKey: accountKeys.all });
      return name;
    },
  });
}
