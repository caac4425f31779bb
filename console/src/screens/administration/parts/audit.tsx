import type { Admin } from '../../../api/admin.ts';
import { column, time } from '../blocks/cells.tsx';
import { type AnyPart, part } from '../blocks/forms.ts';
import { differences } from './differences.ts';
import type { PartWords } from './part-words.ts';

export function auditPart({ column: of, frame, intro }: PartWords): AnyPart {
  return part<Admin.Change>({
    name: 'audit',
    title: frame.audit,
    intro: intro.audit,
    role: 'admin',
    list: {
      path: '/audit',
      label: frame.audit,
      keyOf: ({ id }) => String(id),
      columns: [
        time(of.at, ({ at }) => at),
        column(of.who, ({ who, whoKind }) => `${who} (${whoKind})`),
        column(of.address, ({ address }) => address),
        column(of.operation, ({ operation }) => operation),
        column(of.subject, ({ subjectKind, subject }) => `${subjectKind} ${subject}`),
        column(of.what, (row) => <Changes row={row} none={of.noChange} />),
      ],
      filters: [
        { name: 'who', label: of.who },
        { name: 'operation', label: of.operation },
        { name: 'subjectKind', label: of.subjectKind },
        { name: 'subject', label: of.subject },
        { name: 'since', label: of.since, kind: 'time' },
        { name: 'until', label: of.until, kind: 'time' },
      ],
    },
  });
}

function Changes({ row: { before, after }, none }: { row: Admin.Change; none: string }) {
  const changes = differences(before, after);
  if (changes.length === 0) return none;
  return (
    <details className="administration-changes">
      <summary>{changes.map(({ field }) => field).join(', ')}</summary>
      <ul>
        {changes.map((change) => (
          <li key={change.field}>
            <strong>{change.field}</strong>: {change.before !== undefined && <del>{change.before}</del>}{' '}
            {change.after !== undefined && <ins>{change.after}</ins>}
          </li>
        ))}
      </ul>
    </details>
  );
}
