import type { Status } from '../../../api/model.ts';
import { Card } from '../../../ui/card.tsx';
import { useWords } from '../../../words/use-words.ts';
import type { useOrigins } from '../origins.ts';
import { StatusGroup } from '../status-group.tsx';
import { groupsOf } from '../status-groups.ts';
import { vehicleWords } from '../words/vehicle-words.ts';

/** Every group of the status. */
export function EverythingCard({
  status,
  origins,
}: {
  status: Status;
  origins: ReturnType<typeof useOrigins>;
}) {
  const words = useWords(vehicleWords);
  return (
    <Card title={words.groupsTitle}>
      <p className="hint">{words.groupsHint}</p>
      <div className="groups">
        {groupsOf(status).map((group) => (
          <StatusGroup key={group.label} group={group} origins={origins} />
        ))}
      </div>
    </Card>
  );
}
