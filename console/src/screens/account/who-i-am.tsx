import { Card } from '../../ui/card.tsx';
import { Answer } from '../../ui/states.tsx';
import { Value } from '../../ui/value.tsx';
import { useWords } from '../../words/use-words.ts';
import { accountWords } from './account-words.ts';
import { accountPage, useMe } from './use-account.ts';

export function WhoIAm() {
  const words = useWords(accountWords);
  const me = useMe();
  return (
    <Card title={words.who}>
      <Answer of={me}>
        {({ email, firstName, lastName, keptDays }) => (
          <dl className="values">
            <Value label={words.email} value={email} />
            {(firstName ?? lastName) !== undefined && (
              <Value label={words.name} value={[firstName, lastName].filter(Boolean).join(' ')} />
            )}
            <Value label={words.kept} value={words.days(keptDays)} />
          </dl>
        )}
      </Answer>
      <p className="actions actions-start">
        <a className="button" href={accountPage('/password')} target="_blank" rel="noreferrer">
          {words.changePassword}
        </a>
      </p>
    </Card>
  );
}
