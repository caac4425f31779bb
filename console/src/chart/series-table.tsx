import { useState } from 'react';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useFormat } from '../units/use-format.ts';
import { useWords } from '../words/use-words.ts';
import { rowsOf, type Series, type Span, summaryOf } from './series.ts';
import { signalWords } from './signal-words.ts';

const rowsMost = 200;

/** The values of a curve as a table, made when it is opened. */
export function SeriesTable({
  label,
  series,
  unit,
  span,
}: {
  label: string;
  series: Series;
  unit: string;
  span?: Span | undefined;
}) {
  const words = useWords(signalWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="series-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.asTable}</summary>
      {isOpen && <Rows label={label} series={series} unit={unit} span={span} />}
    </details>
  );
}

function Rows({
  label,
  series,
  unit,
  span,
}: {
  label: string;
  series: Series;
  unit: string;
  span: Span | undefined;
}) {
  const words = useWords(signalWords);
  const format = useFormat();
  const rows = rowsOf(series, rowsMost, span);
  const count = summaryOf(series, span)?.count ?? 0;
  const columns: Column<{ at: number; value: number }>[] = [
    { title: words.at, show: ({ at }) => <Moment at={at} /> },
    { title: words.value, isNumber: true, show: ({ value }) => `${format.number(value, 2)}\u00a0${unit}` },
  ];
  return (
    <>
      {count > rows.length && <p className="hint">{words.some(rows.length, count)}</p>}
      <ScrollBox label={words.tableOf(label)}>
        <Table label={words.tableOf(label)} columns={columns} rows={rows} keyOf={({ at }) => String(at)} />
      </ScrollBox>
    </>
  );
}

/** To the second, where ages and times elsewhere are to the minute. */
function Moment({ at }: { at: number }) {
  const { locale, utc } = useFormat();
  const text = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(
    at * 1000,
  );
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={utc(at * 1000)}>
      {text}
    </time>
  );
}
