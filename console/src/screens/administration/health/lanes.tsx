import { Card } from '../../../ui/card.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { useWords } from '../../../words/use-words.ts';
import type { HealthAnswer } from './health-type.ts';
import { healthWords } from './health-words.ts';

type Lane = HealthAnswer['queue']['lanes'][number] & { number: number };

/** What waits in each lane, and for how long. */
export function Lanes({ lanes }: { lanes: HealthAnswer['queue']['lanes'] }) {
  const words = useWords(healthWords);
  const { number, duration } = useFormat();
  const rows = lanes.map((lane, index) => ({ ...lane, number: index + 1 }));
  const columns: Column<Lane>[] = [
    { title: words.lane, show: (lane) => lane.number },
    { title: words.messages, show: ({ messages }) => number(messages), isNumber: true },
    { title: words.longest, show: ({ oldestSeconds }) => duration(oldestSeconds), isNumber: true },
  ];
  return (
    <Card title={words.lanes}>
      <p className="hint">{words.lanesWhy}</p>
      <Table label={words.lanes} columns={columns} rows={rows} keyOf={(lane) => String(lane.number)} />
    </Card>
  );
}
