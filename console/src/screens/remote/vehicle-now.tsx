import type { Status, Vehicle } from '../../api/model.ts';
import { Card } from '../../ui/card.tsx';
import { Value } from '../../ui/value.tsx';
import { useWords } from '../../words/use-words.ts';
import { hintsOf, lockOf } from './abilities.ts';
import { remoteWords } from './remote-words.ts';

/** What matters of the vehicle before asking it for something. */
export function VehicleNow({ vehicle, status }: { vehicle: Vehicle; status: Partial<Status> | undefined }) {
  const words = useWords(remoteWords);
  const lock = lockOf(status);
  const hints = hintsOf(vehicle, status);
  return (
    <Card title={words.state} className="vehicle-now">
      <dl className="values">
        {status?.doorsState && (
          <Value
            label={words.doors}
            value={lock && words[lock]}
            origin={{ createdAt: status.doorsState.createdAt }}
          />
        )}
        {status?.ignition && (
          <Value
            label={words.ignition}
            value={words.ignitions[status.ignition.type]}
            origin={{ createdAt: status.ignition.createdAt }}
          />
        )}
        {energiesOf(status).map(({ type, level, createdAt }) => (
          <Value
            key={type}
            label={type === 'Electric' ? words.battery : words.fuel}
            value={level}
            quantity="%"
            origin={{ createdAt }}
          />
        ))}
      </dl>
      {hints.length > 0 && (
        <ul className="hints">
          {hints.map((hint) => (
            <li key={hint}>{words.hints[hint]}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const energiesOf = (status: Partial<Status> | undefined) => status?.energies ?? status?.energy ?? [];
