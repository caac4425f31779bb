import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { Query } from '../../../api/ask.ts';
import { keys } from '../../../query/keys.ts';
import { useAdmin } from '../../../session/session.tsx';
import { Answer, Empty } from '../../../ui/states.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { useWords } from '../../../words/use-words.ts';
import { frameWords } from '../words/frame-words.ts';
import { ActionButtons } from './action-buttons.tsx';
import { Filters } from './filters.tsx';
import type { ListForm } from './forms.ts';
import { Pages } from './pages.tsx';
import { mayDo } from './role.ts';

const pageSize = 50;

/** A list as its form says, with filters and pages in the address. */
export function List<Row>({ form }: { form: ListForm<Row> }) {
  const { admin } = useAdmin();
  const words = useWords(frameWords);
  const [search] = useSearchParams();
  const query = queryOf(form, search);
  const isFiltered = Object.keys(query).length > 1;
  const answer = useQuery({
    queryKey: keys.admin(form.path, query),
    queryFn: ({ signal }) =>
      form.read ? form.read(admin, query, signal) : admin.list<Row>(form.path, query, signal),
    placeholderData: keepPreviousData,
    ...(form.everyMs === undefined ? {} : { refetchInterval: form.everyMs }),
  });
  return (
    <>
      {form.filters && <Filters filters={form.filters} label={form.label} />}
      <Answer
        of={answer}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty title={isFiltered ? words.noneFound : (form.emptyTitle ?? words.none)}>
            <p>{isFiltered ? words.noneFoundWhy : (form.empty ?? words.noneWhy)}</p>
          </Empty>
        }
      >
        {(page) => (
          <>
            <Rows form={form} rows={page.items} />
            <Pages page={page} />
          </>
        )}
      </Answer>
    </>
  );
}

/** The parameters of the address that the list knows. */
function queryOf<Row>({ filters = [] }: ListForm<Row>, search: URLSearchParams): Query {
  const names = [...filters.map(({ name }) => name), 'pageToken'];
  const given = names.flatMap((name) => {
    const value = search.get(name);
    const isTime = filters.some((filter) => filter.name === name && filter.kind === 'time');
    return value ? [[name, isTime ? instantOf(value) : value] as const] : [];
  });
  return { pageSize, ...Object.fromEntries(given) };
}

/** What a field for a time of the viewer's zone has, as RFC 3339; as it is where it is none. */
function instantOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}

/** Rows with the buttons for what may be done to each. */
export function Rows<Row>({ form, rows }: { form: ListForm<Row>; rows: readonly Row[] }) {
  const { label, keyOf, actions = [] } = form;
  const { rights } = useAdmin();
  const words = useWords(frameWords);
  const hasActions = actions.some(({ role }) => mayDo(rights, role));
  const column: Column<Row> = {
    title: words.actions,
    show: (row) => (
      <span className="administration-row-actions">
        <ActionButtons actions={actions} of={row} about={keyOf(row)} />
      </span>
    ),
  };
  const columns = hasActions ? [...form.columns, column] : form.columns;
  return <Table label={label} columns={columns} rows={rows} keyOf={keyOf} />;
}
