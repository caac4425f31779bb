import { Link } from 'wouter';
import type { VehicleView } from '../../map/vehicles/vehicle-view.ts';
import { useLiveVehicle } from '../../query/live-provider.tsx';
import { Age } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Value } from '../../ui/value.tsx';
import { useWords } from '../../words/use-words.ts';
import { liveMapWords } from './live-map-words.ts';
import { StateDot, Why } from './vehicle-list.tsx';

type Given = { view: VehicleView; isFollowing: boolean; onFollow(follows: boolean): void; onBack(): void };

/** The vehicle that is selected. */
export function VehiclePanel({ view, isFollowing, onFollow, onBack }: Given) {
  const words = useWords(liveMapWords);
  const { label, vin, state, motorization, alerts, silence } = view;
  return (
    <section aria-label={label} className="vehicle-panel">
      <Button look="quiet" onPress={onBack}>
        ← {words.back}
      </Button>
      <h2>{label}</h2>
      <p className="hint">
        {vin} · {words.motorizations[motorization]}
      </p>
      <p className={silence ? 'vehicle-state vehicle-silent' : 'vehicle-state'}>
        <StateDot state={state} /> <Why view={view} />
      </p>
      {alerts > 0 && <p className="badge badge-warn">{words.alertsLit(alerts)}</p>}
      <Numbers view={view} />
      <div className="actions actions-start">
        {view.place && (
          <Button look={isFollowing ? 'primary' : 'plain'} onPress={() => onFollow(!isFollowing)}>
            {isFollowing ? words.unfollow : words.follow}
          </Button>
        )}
        <Link href={`/vehicles/${encodeURIComponent(view.key)}`} className="button">
          {words.open}
        </Link>
      </div>
    </section>
  );
}

/** What matters from afar, each with the time of its measuring. */
function Numbers({ view: { key, positionAt, heardAt } }: { view: VehicleView }) {
  const words = useWords(liveMapWords);
  const status = useLiveVehicle(key)?.status;
  const kinetic = status?.kinetic;
  return (
    <dl className="values">
      {kinetic?.speed !== undefined && (
        <Value
          label={words.speed}
          value={kinetic.speed}
          quantity="km/h"
          origin={{ createdAt: kinetic.createdAt }}
        />
      )}
      {status?.energies?.map(({ type, level, createdAt }) => (
        <Value
          key={type}
          label={type === 'Electric' ? words.battery : words.fuel}
          value={level}
          quantity="%"
          origin={{ createdAt }}
        />
      ))}
      {positionAt !== undefined && <When label={words.position} at={positionAt} />}
      {heardAt !== undefined && <When label={words.heard} at={heardAt} />}
    </dl>
  );
}

function When({ label, at }: { label: string; at: number }) {
  return (
    <div className="value">
      <dt>{label}</dt>
      <dd>
        <Age at={at} />
      </dd>
    </div>
  );
}
