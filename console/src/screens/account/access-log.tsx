import { useSearchParams } from 'wouter';
import type { ReadEntry } from '../../api/account.ts';
import { Age, Time } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/select.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { accountWords } from './account-words.ts';
import { useConsents, useMe, useReads } from './use-account.ts';

const kindWords = { en: accountWords.en.kinds, fr: accountWords.fr.kinds };
const any = '';

/** What applications read, by the hour; the filters are in the address. */
export function AccessLog() {
  const words = useWords(accountWords);
  const [search] = useSearchParams();
  const filter = {
    ...given('application', search.get('application')),
    ...given('vin', search.get('vin')),
  };
  const reads = useReads(filter);
  const { data: me } = useMe();
  const columns = useColumns();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = reads;
  return (
    <Card title={words.log}>
      <p className="hint" id="log">
        {words.logWhy(me?.keptDays ?? 62)}
      </p>
      <LogFilters />
      <Answer
        of={reads}
        isEmpty={({ pages }) => pages.every((page) => page.reads.length === 0)}
        empty={
          <Empty title={words.noLog}>
            <p>{words.noLogWhy}</p>
          </Empty>
        }
      >
        {({ pages }) => (
          <>
            <Table
              label={words.log}
              columns={columns}
              rows={pages.flatMap((page) => page.reads)}
              keyOf={keyOf}
            />
            {hasNextPage && (
              <p className="actions">
                <Button isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
                  {words.older}
                </Button>
              </p>
            )}
          </>
        )}
      </Answer>
    </Card>
  );
}

const given = (name: 'application' | 'vin', value: string | null) => (value ? { [name]: value } : {});
const keyOf = ({ hour, clientId, vin, kind }: ReadEntry) => [hour, clientId, vin, kind].join(' ');

function LogFilters() {
  const words = useWords(accountWords);
  const [search, setSearch] = useSearchParams();
  const { data: consents = [] } = useConsents();
  const { data: me } = useMe();
  const set = (name: string, value: string) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === any) next.delete(name);
      else next.set(name, value);
      return next;
    });
  const application = search.get('application') ?? any;
  const isListed = application === any || consents.some(({ clientId }) => clientId === application);
  return (
    <div className="account-filters">
      <Select
        label={words.application}
        value={application}
        onChange={(value) => set('application', value)}
        choices={[
          { key: any, text: words.anyApplication },
          ...consents.map(({ clientId, name }) => ({ key: clientId, text: name })),
          ...(isListed ? [] : [{ key: application, text: words.goneApplication(application) }]),
        ]}
      />
      <Select
        label={words.vehicle}
        value={search.get('vin') ?? any}
        onChange={(value) => set('vin', value)}
        choices={[
          { key: any, text: words.anyVehicle },
          ...(me?.vehicles ?? []).map(({ vin, label }) => ({ key: vin, text: label ?? vin })),
        ]}
      />
    </div>
  );
}

function useColumns(): Column<ReadEntry>[] {
  const words = useWords(accountWords);
  const kind = useWordFor(kindWords);
  return [
    { title: words.hour, show: ({ hour }) => <Time at={hour} /> },
    { title: words.application, show: (row) => row.application ?? words.goneApplication(row.clientId) },
    { title: words.vehicle, show: ({ label, vin }) => label ?? vin ?? words.noVehicle },
    { title: words.what, show: (row) => kind(row.kind) },
    { title: words.times, show: ({ reads }) => reads, isNumber: true },
    { title: words.last, show: ({ lastAt }) => <Age at={lastAt} /> },
  ];
}
