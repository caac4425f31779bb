import { useId } from 'react';
import { Link } from 'wouter';
import type { Consent } from '../../api/account.ts';
import { Age, Time } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { scopeWords } from '../../words/scope-words.ts';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { accountWords } from './account-words.ts';

type Given = { consent: Consent; isConsole: boolean; onWithdraw(): void };

/** One application: what it may see in words, since when, and when it read last. */
export function ConsentPart({ consent, isConsole, onWithdraw }: Given) {
  const { clientId, name, scopes, isAll, since, lastReadAt } = consent;
  const words = useWords(accountWords);
  const scopeWord = useWordFor(scopeWords);
  const id = useId();
  const abilities = [...(isAll ? [words.mayAll] : []), ...scopes.map(scopeWord)];
  return (
    <article className="account-consent" aria-labelledby={id}>
      <header className="card-header">
        <h3 id={id}>
          {name} {isConsole && <span className="badge">{words.thisConsole}</span>}
        </h3>
        <Button onPress={onWithdraw} aria-label={`${words.withdraw}: ${name}`}>
          {words.withdraw}
        </Button>
      </header>
      {abilities.length === 0 ? (
        <p>{words.mayNothing}</p>
      ) : (
        <>
          <p>{words.may}</p>
          <ul>
            {abilities.map((ability) => (
              <li key={ability}>{ability}</li>
            ))}
          </ul>
        </>
      )}
      <p className="hint account-times">
        <span>
          {words.since} <Time at={since} />
        </span>
        <span>
          {words.lastRead} {lastReadAt === undefined ? words.neverRead : <Age at={lastReadAt} />}
        </span>
        <Link href={`/account?application=${encodeURIComponent(clientId)}#log`}>{words.whatItRead}</Link>
      </p>
    </article>
  );
}
