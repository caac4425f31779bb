import type { UseQueryResult } from '@tanstack/react-query';
import { Time } from '../../ui/age.tsx';
import { Card } from '../../ui/card.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { Asked, Ending } from './following.tsx';
import { actionWords, statusWords } from './remote-value-words.ts';
import { remoteWords } from './remote-words.ts';
import { askedAt, type Past } from './use-remote.ts';

const shownMost = 100;

/** What was asked of the vehicle before, with what came of it. */
export function History({ past }: { past: UseQueryResult<Past[]> }) {
  const words = useWords(remoteWords);
  return (
    <Card title={words.history} className="remote-history">
      <p className="hint">{words.historyWhy}</p>
      <Answer
        of={past}
        isEmpty={(all) => all.length === 0}
        empty={<Empty title={words.historyEmpty}>{null}</Empty>}
      >
        {(all) => <Rows all={all.slice(0, shownMost)} />}
      </Answer>
    </Card>
  );
}

function Rows({ all }: { all: readonly Past[] }) {
  const words = useWords(remoteWords);
  const action = useWordFor(actionWords);
  const columns: Column<Past>[] = [
    {
      title: words.when,
      show: (one) => {
        const at = askedAt(one.action);
        return at === undefined ? <span title={words.whenUnknown}>–</span> : <Time at={at} />;
      },
    },
    {
      title: words.action,
      show: ({ action: { type, remote } }) => (
        <span>
          {action(type)} <Asked remote={remote} />
        </span>
      ),
    },
    { title: words.outcome, show: ({ action: one }) => <Outcome action={one} /> },
    { title: words.through, show: ({ through }) => through ?? words.console },
  ];
  return <Table label={words.history} columns={columns} rows={all} keyOf={({ rid }) => rid} />;
}

const looks: Partial<Record<string, string>> = {
  Success: 'badge-good',
  AlreadyDone: 'badge-good',
  Failed: 'badge-bad',
};

function Outcome({ action }: { action: Past['action'] }) {
  const status = useWordFor(statusWords);
  return (
    <div>
      <span className={`badge ${looks[action.status] ?? 'badge-warn'}`}>{status(action.status)}</span>
      <Ending {...action} />
    </div>
  );
}
