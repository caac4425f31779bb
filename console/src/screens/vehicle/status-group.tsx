import { Time } from '../../ui/age.tsx';
import { OriginLine, ValueText } from '../../ui/value.tsx';
import { useFormat } from '../../units/use-format.ts';
import { useWordFor, useWords } from '../../words/use-words.ts';
import type { useOrigins } from './origins.ts';
import type { Group, Row } from './status-groups.ts';
import { labels } from './words/label-words.ts';
import { valueWords } from './words/value-words.ts';

export const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A group of the status: its values, and where they come from. */
export function StatusGroup({ group, origins }: { group: Group; origins: ReturnType<typeof useOrigins> }) {
  const words = useWords(labels);
  return (
    <section className="group" aria-label={words[group.label]}>
      <h3>{words[group.label]}</h3>
      <Rows rows={group.rows} />
      <OriginLine origin={origins(group)} />
    </section>
  );
}

/** Values with their names. */
export function Rows({ rows }: { rows: readonly Row[] }) {
  const words = useWords(labels);
  const wordFor = useWordFor(valueWords);
  return (
    <dl className="rows">
      {rows.map((row) => (
        <div key={`${row.label} ${row.of ?? ''}`}>
          <dt>
            {words[row.label]}
            {row.of !== undefined && row.of !== '' && ` · ${wordFor(row.of)}`}
          </dt>
          <dd>
            <RowValue row={row} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function RowValue({ row: { value, quantity, at, seconds, several } }: { row: Row }) {
  const wordFor = useWordFor(valueWords);
  const format = useFormat();
  if (at !== undefined) return <Time at={at} />;
  if (seconds !== undefined) return format.duration(seconds);
  if (several) return several.map(wordFor).join(', ');
  return (
    <ValueText
      value={typeof value === 'string' ? wordFor(value) : value}
      {...(quantity ? { quantity } : {})}
    />
  );
}
