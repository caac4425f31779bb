import { Card } from '../../ui/card.tsx';
import { useWords } from '../../words/use-words.ts';
import { accountWords } from './account-words.ts';
import { accountPage } from './use-account.ts';

/** The ways to what the console does not do by itself, as the password is asked for. */
export function MyData() {
  const words = useWords(accountWords);
  return (
    <Card title={words.data}>
      <p>{words.dataWhy}</p>
      <p className="actions actions-start">
        <a className="button" href={accountPage('/data.zip')} target="_blank" rel="noreferrer">
          {words.export}
        </a>
        <a className="button account-erase" href={accountPage('/delete')} target="_blank" rel="noreferrer">
          {words.erase}
        </a>
      </p>
      <p className="hint">
        <a href={accountPage()} target="_blank" rel="noreferrer">
          {words.pages}
        </a>
      </p>
    </Card>
  );
}
