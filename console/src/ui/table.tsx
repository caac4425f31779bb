import type { ReactNode } from 'react';

export type Column<Row> = {
  /** The head of the column. */
  title: string;
  show(row: Row): ReactNode;
  /** Numbers stand at the right. */
  isNumber?: boolean;
};

type Given<Row> = {
  /** What the table is, for who does not see it. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
};

/** Rows and columns; on a narrow page each row becomes a card with the titles beside the values. */
export function Table<Row>({ label, columns, rows, keyOf }: Given<Row>) {
  return (
    <table className="table" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title, isNumber }) => (
            <th key={title} scope="col" className={isNumber ? 'number' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, show, isNumber }) => (
              <td key={title} data-title={title} className={isNumber ? 'number' : undefined}>
                <div className="cell">{show(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
