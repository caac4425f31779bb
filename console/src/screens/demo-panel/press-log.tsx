import type { Vehicle } from '../../api/model.ts';
import { Age } from '../../ui/age.tsx';
import { Card } from '../../ui/card.tsx';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { demoWords } from './demo-words.ts';
import type { Pressed } from './use-happenings.ts';
import { useOutcomeText } from './use-outcome-text.ts';

type Given = { pressed: readonly Pressed[]; vehicles: readonly Vehicle[]; address: string };

/** What was pressed, on whatever vehicle, and what came of it; and where the same is asked by curl. */
export function PressLog({ pressed, vehicles, address }: Given) {
  const words = useWords(demoWords);
  const outcomeText = useOutcomeText();
  const nameFor = (key: string) => {
    const vehicle = vehicles.find((one) => one.key === key);
    return vehicle ? nameOf(vehicle) : key;
  };
  return (
    <Card title={words.log} className="press-log">
      {pressed.length === 0 && <p className="hint">{words.logNone}</p>}
      <ol>
        {pressed.map((one) => (
          <li key={one.id}>
            <strong>{(words.kinds as Record<string, string>)[one.kind] ?? one.kind}</strong> ·{' '}
            {nameFor(one.vehicle)} · <Age at={one.at} />
            <span className={`happening-outcome outcome-${one.outcome}`}>{outcomeText(one)}</span>
          </li>
        ))}
      </ol>
      <p className="hint">
        <code className="demo-address">POST {address}</code>
      </p>
    </Card>
  );
}
