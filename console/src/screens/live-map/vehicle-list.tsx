import { stateColours } from '../../map/vehicles/marker-images.ts';
import type { VehicleView } from '../../map/vehicles/vehicle-view.ts';
import { Age } from '../../ui/age.tsx';
import { Empty } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { liveMapWords } from './live-map-words.ts';

const shownMost = 100;

/** The vehicles that are wanted, in words: what the map shows, for keyboard and screen reader as well. */
export function VehicleList({
  list,
  onSelect,
}: {
  list: readonly VehicleView[];
  onSelect(key: string): void;
}) {
  const words = useWords(liveMapWords);
  if (list.length === 0) return <Empty title={words.noMatch}>{null}</Empty>;
  return (
    <>
      <ul className="vehicle-list">
        {list.slice(0, shownMost).map((view) => (
          <li key={view.key}>
            <button
              type="button"
              className={view.silence ? 'vehicle-row vehicle-silent' : 'vehicle-row'}
              onClick={() => onSelect(view.key)}
            >
              <StateDot state={view.state} />
              <span className="vehicle-row-label">{view.label}</span>
              <span className="vehicle-row-why">
                <Why view={view} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {list.length > shownMost && <p className="hint">{words.more(list.length - shownMost)}</p>}
    </>
  );
}

export function StateDot({ state }: Pick<VehicleView, 'state'>) {
  return <span className="state-dot" style={{ background: stateColours[state] }} aria-hidden="true" />;
}

/** What a vehicle does, or why it is silent and since when. */
export function Why({ view: { state, silence, place, heardAt } }: { view: VehicleView }) {
  const words = useWords(liveMapWords);
  return (
    <>
      {silence ? words.silences[silence] : words.states[state]}
      {heardAt !== undefined && silence !== undefined && (
        <>
          {' · '}
          <Age at={heardAt} />
        </>
      )}
      {!place && silence === undefined && ` · ${words.noPlace}`}
    </>
  );
}
