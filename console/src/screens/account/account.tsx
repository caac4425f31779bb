import './account.css';
import { ScreenTitle } from '../../ui/card.tsx';
import { useWords } from '../../words/use-words.ts';
import { AccessLog } from './access-log.tsx';
import { accountWords } from './account-words.ts';
import { Consents } from './consents.tsx';
import { MyData } from './my-data.tsx';
import { MyVehicles } from './my-vehicles.tsx';
import { WhoIAm } from './who-i-am.tsx';

/** Who the driver is, who may see what, who read what, and the ways to the pages that ask for the password. */
export function Account() {
  const words = useWords(accountWords);
  return (
    <div className="screen">
      <ScreenTitle title={words.title} />
      <div className="grid">
        <WhoIAm />
        <MyData />
      </div>
      <Consents />
      <AccessLog />
      <MyVehicles />
    </div>
  );
}
