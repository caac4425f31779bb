import type { Trip } from '../../api/model.ts';
import { Time } from '../../ui/age.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/states.tsx';
import { useFormat } from '../../units/use-format.ts';
import { useWords } from '../../words/use-words.ts';
import { Gauge } from '../vehicle/gauge.tsx';
import { tripsWords } from './trips-words.ts';

/** When, how far, how fast. */
export function TripFacts({ trip }: { trip: Trip }) {
  const words = useWords(tripsWords);
  const format = useFormat();
  const { startedAt, stoppedAt, duration, distance, startMileage, kinetic } = trip;
  const facts = [
    [words.startedAt, <Time key="start" at={startedAt} />],
    [words.stoppedAt, stoppedAt === undefined ? words.underWay : <Time key="stop" at={stoppedAt} />],
    [words.duration, format.duration(duration)],
    [words.distance, format.quantity(distance, 'km')],
    [
      words.meanSpeed,
      kinetic?.avgSpeed === undefined ? undefined : format.quantity(kinetic.avgSpeed, 'km/h'),
    ],
    [
      words.mostSpeed,
      kinetic?.maxSpeed === undefined ? undefined : format.quantity(kinetic.maxSpeed, 'km/h'),
    ],
    [words.odometer, startMileage === undefined ? undefined : format.quantity(startMileage, 'km')],
  ] as const;
  return (
    <Card title={words.factsTitle}>
      <dl className="values">
        {facts.map(
          ([name, fact]) =>
            fact !== undefined && (
              <div key={name} className="value">
                <dt>{name}</dt>
                <dd className="value-text">{fact}</dd>
              </div>
            ),
        )}
      </dl>
      <Propulsion trip={trip} />
    </Card>
  );
}

/** What it was driven by, where there are several. */
function Propulsion({ trip: { segments = [] } }: { trip: Trip }) {
  const words = useWords(tripsWords);
  const format = useFormat();
  if (segments.length === 0) return null;
  return (
    <div className="propulsion">
      <h3>{words.propulsion}</h3>
      <div className="propulsion-bar" aria-hidden="true">
        {segments.map(({ propulsion, percent }) => (
          <span key={propulsion} className={`propulsion-${propulsion}`} style={{ width: `${percent}%` }} />
        ))}
      </div>
      <ul>
        {segments.map(({ propulsion, percent, distance }) => (
          <li key={propulsion}>
            <span className={`propulsion-key propulsion-${propulsion}`} aria-hidden="true" />
            {words.propulsions[propulsion]} {format.quantity(percent, '%')} ·{' '}
            {format.quantity(distance, 'km')}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** With what it started, with what it ended, and what it took. */
export function TripEnergies({ trip }: { trip: Trip }) {
  const words = useWords(tripsWords);
  const { startEnergies = [], endEnergies = [], energyConsumptions = [] } = trip;
  const types = [
    ...new Set([...startEnergies, ...endEnergies, ...energyConsumptions].map(({ type }) => type)),
  ];
  return (
    <Card title={words.energiesTitle}>
      {types.length === 0 && <Empty title={words.energiesNone}>{null}</Empty>}
      {types.map((type) => (
        <div key={type} className="trip-energy">
          <h3>{type === 'Electric' ? words.battery : words.fuel}</h3>
          <End name={words.before} energy={startEnergies.find((one) => one.type === type)} />
          <End name={words.after} energy={endEnergies.find((one) => one.type === type)} />
          <Used trip={trip} type={type} />
        </div>
      ))}
    </Card>
  );
}

type Energy = NonNullable<Trip['startEnergies']>[number];

function End({ name, energy }: { name: string; energy: Energy | undefined }) {
  const words = useWords(tripsWords);
  const format = useFormat();
  if (!energy) return null;
  const { level, autonomy } = energy;
  return (
    <div className="trip-end">
      <span>{name}</span>
      <strong>{level === undefined ? '–' : format.quantity(level, '%')}</strong>
      <span className="hint">{autonomy !== undefined && words.range(format.quantity(autonomy, 'km'))}</span>
      {level !== undefined && <Gauge label={name} level={level} />}
    </div>
  );
}

function Used({ trip: { energyConsumptions = [] }, type }: { trip: Trip; type: Energy['type'] }) {
  const words = useWords(tripsWords);
  const format = useFormat();
  const used = energyConsumptions.find((one) => one.type === type);
  if (!used) return null;
  const [whole, each] = type === 'Fuel' ? (['cL', 'cL/100km'] as const) : (['Wh', 'Wh/100km'] as const);
  return (
    <p>
      {words.used} <strong>{format.quantity(used.consumption, whole)}</strong>
      {used.avgConsumption !== undefined && (
        <>
          {' · '}
          {words.perDistance} <strong>{format.quantity(used.avgConsumption, each)}</strong>
        </>
      )}
    </p>
  );
}
