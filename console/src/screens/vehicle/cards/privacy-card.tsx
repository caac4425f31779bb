import type { Connection, Status } from '../../../api/model.ts';
import { Card } from '../../../ui/card.tsx';
import { OriginLine } from '../../../ui/value.tsx';
import { useWordFor, useWords } from '../../../words/use-words.ts';
import type { useOrigins } from '../origins.ts';
import { valueWords } from '../words/value-words.ts';
import { vehicleWords } from '../words/vehicle-words.ts';

type Given = {
  status: Status | undefined;
  connection: Connection | undefined;
  origins: ReturnType<typeof useOrigins>;
};

/** What is hidden, by whom, and what that means. */
export function PrivacyCard({ status, connection, origins }: Given) {
  const words = useWords(vehicleWords);
  const wordFor = useWordFor(valueWords);
  const privacy = status?.privacy;
  const mode = privacy?.state ?? connection?.withheld?.privacy;
  const said = {
    None: [words.privacyNone, words.privacyNoneWhy],
    Geolocation: [words.privacyGeolocation, words.privacyGeolocationWhy],
    Full: [words.privacyFull, words.privacyFullWhy],
  };
  const [headline, why] = mode ? said[mode] : [words.privacyUnknown, words.privacyUnknownWhy];
  const services = connection?.withheld?.services ?? [];
  return (
    <Card title={words.privacyTitle} className="privacy-card">
      <p>
        <strong className={mode === 'Full' || mode === 'Geolocation' ? 'warn' : ''}>{headline}</strong>
      </p>
      <p>{why}</p>
      {services.length > 0 && (
        <p>
          {words.withheld} {services.map(wordFor).join(', ')}
        </p>
      )}
      {privacy && <OriginLine origin={origins({ name: 'privacy', createdAt: privacy.createdAt })} />}
    </Card>
  );
}
