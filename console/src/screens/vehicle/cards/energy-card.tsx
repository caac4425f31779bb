import type { Energy, Status } from '../../../api/model.ts';
import { Card } from '../../../ui/card.tsx';
import { Empty } from '../../../ui/states.tsx';
import { OriginLine } from '../../../ui/value.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { useWords } from '../../../words/use-words.ts';
import { Gauge } from '../gauge.tsx';
import type { useOrigins } from '../origins.ts';
import { vehicleWords } from '../words/vehicle-words.ts';

type Given = { status: Status; origins: ReturnType<typeof useOrigins> };

/** What the vehicle can still drive with. */
export function EnergyCard({ status: { energies = [] }, origins }: Given) {
  const words = useWords(vehicleWords);
  return (
    <Card title={words.energyTitle}>
      {energies.length === 0 && <Empty title={words.energyNone}>{null}</Empty>}
      {energies.map((energy) => (
        <div key={energy.type} className="energy">
          <EnergyLine energy={energy} />
          <OriginLine origin={origins({ name: `energies.${energy.type}`, createdAt: energy.createdAt })} />
        </div>
      ))}
    </Card>
  );
}

function EnergyLine({ energy: { type, level, autonomy, extension } }: { energy: Energy }) {
  const words = useWords(vehicleWords);
  const format = useFormat();
  const name = type === 'Electric' ? words.battery : words.fuel;
  const { load, health } = extension?.electric?.battery ?? {};
  const instant = extension?.fuel?.consumptions?.instant;
  const facts = [
    load?.residual !== undefined && load.capacity !== undefined
      ? words.left(format.quantity(load.residual, 'Wh'), format.quantity(load.capacity, 'Wh'))
      : undefined,
    health?.capacity === undefined ? undefined : words.health(format.quantity(health.capacity, '%')),
    instant === undefined ? undefined : words.usesNow(format.quantity(instant, 'L/100km')),
  ].filter((fact) => fact !== undefined);
  return (
    <>
      <div className="energy-head">
        <span>{name}</span>
        <strong className="big">{level === undefined ? '–' : format.quantity(level, '%')}</strong>
        {autonomy !== undefined && <span>{words.range(format.quantity(autonomy, 'km'))}</span>}
      </div>
      {level !== undefined && <Gauge label={words.levelOf(name)} level={level} />}
      {facts.length > 0 && <p className="hint">{facts.join(' · ')}</p>}
    </>
  );
}
