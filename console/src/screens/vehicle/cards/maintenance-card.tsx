import type { Maintenance } from '../../../api/model.ts';
import { useMaintenance } from '../../../query/use-vehicle-data.ts';
import { Card } from '../../../ui/card.tsx';
import { Answer, Empty } from '../../../ui/states.tsx';
import { OriginLine } from '../../../ui/value.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { useWords } from '../../../words/use-words.ts';
import { vehicleWords } from '../words/vehicle-words.ts';

/** When the next maintenance is due. */
export function MaintenanceCard({ vehicle }: { vehicle: string }) {
  const words = useWords(vehicleWords);
  const maintenance = useMaintenance(vehicle);
  return (
    <Card title={words.maintenanceTitle}>
      <Answer of={maintenance} empty={<Empty title={words.maintenanceNone}>{null}</Empty>}>
        {(data) => <Due maintenance={data} />}
      </Answer>
    </Card>
  );
}

function Due({ maintenance }: { maintenance: Maintenance }) {
  const words = useWords(vehicleWords);
  const format = useFormat();
  const { daysBeforeMaintenance: days, mileageBeforeMaintenance: km, createdAt, updatedAt } = maintenance;
  const isOverdue = (days ?? 0) < 0 || (km ?? 0) < 0;
  const told = [
    days === undefined ? undefined : format.quantity(Math.abs(days), 'days'),
    km === undefined ? undefined : format.quantity(Math.abs(km), 'km'),
  ].filter((one) => one !== undefined);
  return (
    <>
      <p className={isOverdue ? 'bad' : ''}>
        {isOverdue ? words.overdueBy : words.dueIn}{' '}
        {told.map((one, index) => (
          <span key={one}>
            {index > 0 && ` ${words.orAfter} `}
            <strong className="big">{one}</strong>
          </span>
        ))}
      </p>
      <OriginLine origin={{ createdAt, receivedAt: updatedAt }} />
    </>
  );
}
