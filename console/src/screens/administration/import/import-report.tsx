import type { Admin } from '../../../api/admin.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { type Column, Table } from '../../../ui/table.tsx';
import { useWordFor, useWords } from '../../../words/use-words.ts';
import { linkTo } from '../blocks/cells.tsx';
import { columnWords } from '../words/column-words.ts';
import { secretsCsv } from './format.ts';
import { importWords } from './import-words.ts';

const looks: Record<string, string> = { created: 'good', updated: 'warn', refused: 'bad' };

/** What became of each row, or would. */
export function ImportReport({ report }: { report: Admin.ImportReport }) {
  const words = useWords(importWords);
  const outcome = useWordFor(outcomeWords);
  const columns = useWords(columnWords);
  const { isDryRun, rows } = report;
  const csv = secretsCsv(report);
  const shown: Column<Admin.RowReport>[] = [
    { title: words.row, show: ({ row }) => row, isNumber: true },
    isDryRun
      ? { title: columns.vin, show: ({ vin = '–' }) => vin }
      : linkTo(columns.vin, 'vehicles', ({ vin = '–' }) => ({ id: vin })),
    {
      title: words.outcome,
      show: (row) => (
        <span className={`badge badge-${looks[row.outcome] ?? ''}`}>{outcome(row.outcome)}</span>
      ),
    },
    {
      title: words.about,
      show: ({ fault, secret, username }) => {
        if (fault) return words.fault(fault.field, fault.value, fault.expected);
        return secret === undefined ? '' : <code>{`${username} ${secret}`}</code>;
      },
    },
  ];
  const title = isDryRun ? words.wouldBe : words.was;
  return (
    <Card title={title}>
      <p role="status">{words.counts(report)}</p>
      {csv !== undefined && (
        <p className="administration-secret-note">
          {words.secrets} <SaveButton text={csv} label={words.save} />
        </p>
      )}
      <Table label={title} columns={shown} rows={rows} keyOf={({ row }) => String(row)} />
    </Card>
  );
}

const outcomeWords = {
  en: picked(importWords.en),
  fr: picked(importWords.fr),
};

function picked({
  created,
  updated,
  unchanged,
  refused,
}: (typeof importWords)['en']): Record<string, string> {
  return { created, updated, unchanged, refused };
}

function SaveButton({ text, label }: { text: string; label: string }) {
  const save = () => saveFile(new Blob([text], { type: 'text/csv' }), 'vehicle-secrets.csv');
  return <Button onPress={save}>{label}</Button>;
}
