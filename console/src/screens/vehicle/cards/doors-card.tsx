import '../doors.css';
import type { Status } from '../../../api/model.ts';
import { Card } from '../../../ui/card.tsx';
import { Empty } from '../../../ui/states.tsx';
import { OriginLine } from '../../../ui/value.tsx';
import { useWordFor, useWords } from '../../../words/use-words.ts';
import { isLocked, openingsOf } from '../doors.ts';
import type { useOrigins } from '../origins.ts';
import { capitalized } from '../status-group.tsx';
import { valueWords } from '../words/value-words.ts';
import { vehicleWords } from '../words/vehicle-words.ts';
import { CarOutline } from './car-outline.tsx';

type Given = { status: Status; origins: ReturnType<typeof useOrigins> };

/** What is open and locked: drawn, and in words. */
export function DoorsCard({ status: { doorsState }, origins }: Given) {
  const words = useWords(vehicleWords);
  return (
    <Card title={words.doorsTitle}>
      {doorsState ? (
        <>
          <Doors doors={doorsState} />
          <OriginLine origin={origins({ name: 'doorsState', createdAt: doorsState.createdAt })} />
        </>
      ) : (
        <Empty title={words.doorsNone}>{null}</Empty>
      )}
    </Card>
  );
}

function Doors({ doors }: { doors: NonNullable<Status['doorsState']> }) {
  const words = useWords(vehicleWords);
  const wordFor = useWordFor(valueWords);
  const { lockedStates = [], opening = [] } = doors;
  const openCount = opening.filter(({ state }) => state === 'Open').length;
  const locked = isLocked(doors);
  const locks =
    lockedStates.length > 0 ? capitalized(lockedStates.map(wordFor).join(', ')) : words.locksUnknown;
  return (
    <div className="doors">
      <CarOutline label={words.carFromAbove} openings={openingsOf(doors)} isLocked={locked} />
      <div className="doors-words">
        <p>
          <strong className={locked === false ? 'warn' : ''}>{locks}</strong>
        </p>
        <p>
          <strong className={openCount > 0 ? 'bad' : ''}>
            {openCount > 0 ? words.someOpen(openCount) : words.allClosed}
          </strong>
        </p>
        <ul className="doors-list">
          {opening.map(({ identifier, state }) => (
            <li key={identifier} className={state === 'Open' ? 'is-open' : ''}>
              <span>{capitalized(wordFor(identifier))}</span>
              <span>{state === 'Open' ? words.open : words.closed}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
