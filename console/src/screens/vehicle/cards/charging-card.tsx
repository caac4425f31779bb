import type { Status } from '../../../api/model.ts';
import { Time } from '../../../ui/age.tsx';
import { Card } from '../../../ui/card.tsx';
import { Empty } from '../../../ui/states.tsx';
import { OriginLine } from '../../../ui/value.tsx';
import { useWordFor, useWords } from '../../../words/use-words.ts';
import { secondsOf } from '../durations.ts';
import type { useOrigins } from '../origins.ts';
import { capitalized, Rows } from '../status-group.tsx';
import { type Charging, chargingRows } from '../status-groups.ts';
import { valueWords } from '../words/value-words.ts';
import { vehicleWords } from '../words/vehicle-words.ts';

type Given = { status: Status; origins: ReturnType<typeof useOrigins> };

/** How charging goes; only for vehicles that can be charged. */
export function ChargingCard({ status: { energies = [] }, origins }: Given) {
  const words = useWords(vehicleWords);
  const electric = energies.find(({ type }) => type === 'Electric');
  if (!electric) return null;
  const charging = electric.extension?.electric?.charging;
  return (
    <Card title={words.chargingTitle} className="charging-card">
      {charging ? (
        <>
          <Headline charging={charging} measuredAt={electric.createdAt} />
          <Rows
            rows={chargingRows(charging)
              .filter(({ label }) => label !== 'plugged' && label !== 'state')
              .filter(isTold)}
          />
          <OriginLine origin={origins({ name: 'energies.Electric', createdAt: electric.createdAt })} />
        </>
      ) : (
        <Empty title={words.chargingNone}>{null}</Empty>
      )}
    </Card>
  );
}

const isTold = ({ value, seconds, several }: ReturnType<typeof chargingRows>[number]) =>
  value !== undefined || seconds !== undefined || several !== undefined;

const looks: Partial<Record<NonNullable<Charging['status']>, string>> = {
  InProgress: 'badge-good',
  Failure: 'badge-bad',
};

function Headline({
  charging: { plugged, status, remainingTime },
  measuredAt,
}: {
  charging: Charging;
  measuredAt: string;
}) {
  const words = useWords(vehicleWords);
  const wordFor = useWordFor(valueWords);
  const remaining = status === 'InProgress' ? secondsOf(remainingTime) : undefined;
  return (
    <p className="headline">
      {plugged !== undefined && <strong>{plugged ? words.pluggedIn : words.unplugged}</strong>}
      {status && <span className={`badge ${looks[status] ?? ''}`}>{capitalized(wordFor(status))}</span>}
      {remaining !== undefined && (
        <span>
          {words.fullAt} <Time at={Date.parse(measuredAt) + remaining * 1000} />
        </span>
      )}
    </p>
  );
}
