import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { keys } from '../../../query/keys.ts';
import { useAdmin } from '../../../session/session.tsx';
import { Card } from '../../../ui/card.tsx';
import { Answer, Empty } from '../../../ui/states.tsx';
import { useWords } from '../../../words/use-words.ts';
import { frameWords } from '../words/frame-words.ts';
import { ActionButtons, NotOffered } from './action-buttons.tsx';
import type { AnyPart, DetailForm, Fact, Related } from './forms.ts';
import { List, Rows } from './list.tsx';

/** One thing of a list: what is known of it, what belongs to it, and what can be done to it. */
export function Detail<Of>({ part, form, id }: { part: AnyPart; form: DetailForm<Of>; id: string }) {
  const { admin } = useAdmin();
  const words = useWords(frameWords);
  const path = form.path(id);
  const back = `/administration/${part.name}`;
  const answer = useQuery({
    queryKey: keys.admin('one', path),
    queryFn: ({ signal }) => admin.get<Of>(path, undefined, signal),
  });
  return (
    <>
      <p>
        <Link href={back}>← {part.title}</Link>
      </p>
      <Answer
        of={answer}
        empty={
          <Empty title={words.gone}>
            <p>{words.goneWhy}</p>
          </Empty>
        }
      >
        {(of) => (
          <>
            <Card title={form.title(of)}>
              <Facts of={form.facts(of)} />
              <div className="actions actions-start">
                <ActionButtons actions={form.actions} of={of} goneTo={back} />
              </div>
              <NotOffered of={form.actions} />
            </Card>
            {form.more?.(of)}
            {(form.related?.(of) ?? []).map((one) => (
              <RelatedCard key={one.title} related={one} />
            ))}
          </>
        )}
      </Answer>
    </>
  );
}

function Facts({ of }: { of: readonly Fact[] }) {
  return (
    <dl className="values">
      {of
        .filter(({ value }) => value !== undefined && value !== '')
        .map(({ label, value }) => (
          <div key={label} className="value administration-fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function RelatedCard({ related: { title, list, rows } }: { related: Related }) {
  const words = useWords(frameWords);
  const isEmpty = rows?.length === 0;
  return (
    <Card title={title}>
      {isEmpty && <p className="hint">{list.empty ?? words.none}</p>}
      {rows ? !isEmpty && <Rows form={list} rows={rows} /> : <List form={list} />}
      <NotOffered of={list.actions ?? []} />
    </Card>
  );
}
