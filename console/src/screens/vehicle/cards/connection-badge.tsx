import type { Connection } from '../../../api/model.ts';
import { Age } from '../../../ui/age.tsx';
import { useWords } from '../../../words/use-words.ts';
import { vehicleWords } from '../words/vehicle-words.ts';

const looks = { Online: 'badge-good', Asleep: '', Offline: 'badge-warn' } as const;

/** Whether something is heard of a vehicle, in a word. */
export function ConnectionBadge({ connection }: { connection: Connection | undefined }) {
  const words = useWords(vehicleWords);
  const state = connection?.state;
  if (!state) return <span className="badge">{words.noConnection}</span>;
  const why = { Online: words.onlineWhy, Asleep: words.asleepWhy, Offline: words.offlineWhy }[state];
  return (
    <span className={`badge ${looks[state]}`} title={why}>
      {words[state]}
    </span>
  );
}

/** The same in a sentence, with its times. */
export function ConnectionText({ connection }: { connection: Connection }) {
  const words = useWords(vehicleWords);
  const { state, since, lastHeardAt } = connection;
  if (!state) return null;
  return (
    <p className="hint connection-text">
      <span>{{ Online: words.onlineWhy, Asleep: words.asleepWhy, Offline: words.offlineWhy }[state]}</span>
      {since !== undefined && (
        <span>
          {words.since} <Age at={since} />
        </span>
      )}
      {lastHeardAt !== undefined && (
        <span>
          {words.lastHeard} <Age at={lastHeardAt} />
        </span>
      )}
    </p>
  );
}
