import type { MonitorEvent } from '../../../api/model.ts';
import { useWords } from '../../../words/use-words.ts';
import { monitorWords } from '../monitor-words.ts';
import { useSayings } from './use-sayings.ts';

type Values = MonitorEvent['values'];

/** What an event tells, datum by datum. */
export function EventValues({ values }: { values: Values }) {
  const words = useWords(monitorWords);
  const { datum, value } = useSayings();
  if (values.length === 0) return <span className="soft">{words.noValues}</span>;
  return (
    <ul className="event-values">
      {values.map(({ data, value: told, previous }) => (
        <li key={data}>
          <span className="soft">{datum(data)}</span>{' '}
          <strong>
            {textsOf(told)
              .map((text) => value(data, text))
              .join(', ')}
          </strong>
          {previous !== undefined && <span className="soft"> · {words.was(value(data, previous))}</span>}
        </li>
      ))}
    </ul>
  );
}

/** A literal, or the types of what is lit; of a collision its sides. */
function textsOf({ body: { literalValue, objectValues } }: Values[number]['value']): string[] {
  if (literalValue !== undefined) return [literalValue];
  return (objectValues ?? []).flatMap((one) => {
    const { type, details } = one as { type?: string; details?: { side: string; severity?: string }[] };
    if (type !== undefined) return [type];
    return (details ?? []).map(({ side, severity }) => (severity ? `${side} ${severity}` : side));
  });
}
