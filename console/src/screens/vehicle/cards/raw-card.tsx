import type { Maintenance, Status, Vehicle } from '../../../api/model.ts';
import { useFace } from '../../../session/session.tsx';
import { Card } from '../../../ui/card.tsx';
import { RawJson } from '../../../ui/raw-json.tsx';
import { useWords } from '../../../words/use-words.ts';
import { signInOf } from '../sign-in-of.ts';
import { vehicleWords } from '../words/vehicle-words.ts';

type Given = { vehicle: Vehicle; status: Status; maintenance: Maintenance | undefined };

/** The calls behind the screen. */
export function RawCard({
  vehicle: { key, fleet: _fleet, connection: _connection, ...vehicle },
  status,
  maintenance,
}: Given) {
  const words = useWords(vehicleWords);
  const { kind, addressOf } = useFace();
  const signIn = signInOf(kind);
  const extension = ['onboardCapabilities', 'branding', 'pictures', 'connection'];
  return (
    <Card title={words.rawTitle}>
      <h3>{words.rawStatus}</h3>
      <RawJson
        address={addressOf(key, 'status', { extension: ['provenance'] })}
        answer={status}
        signIn={signIn}
      />
      <h3>{words.rawVehicle}</h3>
      <RawJson address={addressOf(key, '', { extension })} answer={vehicle} signIn={signIn} />
      <h3>{words.rawMaintenance}</h3>
      <RawJson address={addressOf(key, 'maintenance')} answer={maintenance} signIn={signIn} />
    </Card>
  );
}
