import { Link } from 'wouter';
import type { Admin, AdminApi } from '../../../api/admin.ts';
import { allPages } from '../../../api/lists.ts';
import type { Page } from '../../../api/model.ts';
import { Age } from '../../../ui/age.tsx';
import { Card } from '../../../ui/card.tsx';
import { Answer } from '../../../ui/states.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { useWords } from '../../../words/use-words.ts';
import { List } from '../blocks/list.tsx';
import { callbackList } from '../parts/callbacks.tsx';
import { usePartWords } from '../parts/use-part-words.ts';
import type { HealthAnswer } from './health-type.ts';
import { healthWords } from './health-words.ts';
import { Lanes } from './lanes.tsx';
import { Rates } from './rates.tsx';
import { useHealth } from './use-health.ts';

/** How much comes in and goes out, what waits, and what fails. */
export function Health() {
  const { answer, past } = useHealth();
  return (
    <>
      <Answer of={answer}>
        {(health) => (
          <>
            <Rates health={health} past={past} />
            <Now health={health} />
            <Lanes lanes={health.queue.lanes} />
          </>
        )}
      </Answer>
      <Failing />
    </>
  );
}

function Now({ health }: { health: HealthAnswer }) {
  const words = useWords(healthWords);
  const { number, duration } = useFormat();
  const { startedAt, vehicles, database, queue, deliveries, deadLetters } = health;
  const oldest = (seconds: number) => (seconds > 0 ? ` (${words.oldest(duration(seconds))})` : '');
  const longest = Math.max(0, ...queue.lanes.map(({ oldestSeconds }) => oldestSeconds));
  const facts: [string, React.ReactNode][] = [
    [words.running, <Age key="age" at={startedAt} />],
    [
      words.connected,
      <Link key="link" href="/administration/vehicles">
        {words.of(number(vehicles.connected), number(vehicles.entered))}
      </Link>,
    ],
    [words.database, words.megabytes(number(database.bytes / 1e6, 1))],
    [words.waiting, number(queue.messages) + oldest(longest)],
    [words.deliveries, number(deliveries.waiting) + oldest(deliveries.oldestSeconds)],
    [
      words.kept,
      <Link key="link" href="/administration/dead-letters">
        {number(deadLetters)}
      </Link>,
    ],
  ];
  return (
    <Card title={words.now}>
      <dl className="values">
        {facts.map(([label, value]) => (
          <div key={label} className="value">
            <dt>{label}</dt>
            <dd className="value-text">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const callbacksMost = 2000;

/** Those that were given up on, and those that are tried again. */
async function readFailing(
  admin: AdminApi,
  _query: unknown,
  signal: AbortSignal,
): Promise<Page<Admin.RegisteredCallback>> {
  const query = { pageSize: 200 };
  const all = await allPages<Admin.RegisteredCallback>(admin.ask, '/callbacks', {
    query,
    most: callbacksMost,
    signal,
  });
  const items = all.filter(({ status, failingSince }) => status === 'Failed' || failingSince !== undefined);
  return { items, total: items.length, totalPage: 1, currentPage: 1 };
}

function Failing() {
  const words = useWords(healthWords);
  const list = callbackList(usePartWords());
  return (
    <Card title={words.failing} actions={<Link href="/administration/callbacks">{words.allCallbacks}</Link>}>
      <List
        form={{
          ...list,
          label: words.failing,
          path: '/callbacks/failing',
          read: readFailing,
          everyMs: 15_000,
          emptyTitle: words.noFailing,
          empty: words.noFailingWhy,
        }}
      />
    </Card>
  );
}
