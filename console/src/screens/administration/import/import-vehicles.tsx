import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileTrigger, Label, TextArea, TextField } from 'react-aria-components';
import { Link } from 'wouter';
import { keys } from '../../../query/keys.ts';
import { useAdmin } from '../../../session/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { Failed, Loading, NotAllowed } from '../../../ui/states.tsx';
import { useWords } from '../../../words/use-words.ts';
import { mayDo } from '../blocks/role.ts';
import { frameWords } from '../words/frame-words.ts';
import { type Format, formatOf, formats } from './format.ts';
import { ImportReport } from './import-report.tsx';
import { importWords } from './import-words.ts';

const choices = Object.entries(formats).map(([key, text]) => ({ key: key as Format, text }));

/** Many vehicles from a file: first tried, then entered, with a report on each row. */
export function ImportVehicles() {
  const { rights } = useAdmin();
  const frame = useWords(frameWords);
  const words = useWords(importWords);
  const [text, setText] = useState('');
  const [format, setFormat] = useState<Format>('text/csv');
  const [isAsked, setAsked] = useState(false);
  const { mutate, data: report, error, isPending } = useImport();
  if (!mayDo(rights, 'operator'))
    return (
      <NotAllowed>
        <p>{frame.notAllowed(rights, 'operator')}</p>
      </NotAllowed>
    );
  const take = (given: string, name?: string) => {
    setText(given);
    setFormat(formatOf(given, name));
  };
  const isEmpty = text.trim() === '';
  const run = (dryRun: boolean) => mutate({ text, contentType: format, dryRun });
  return (
    <>
      <p>
        <Link href="/administration/vehicles">← {frame.vehicles}</Link>
      </p>
      <Card title={words.title}>
        <p>{words.intro}</p>
        <p className="hint">{words.columns}</p>
        <div className="form administration-import">
          <FileTrigger
            acceptedFileTypes={['.csv', '.txt', '.json', '.ndjson', '.jsonl']}
            onSelect={(files) => void files?.[0]?.text().then((given) => take(given, files[0]?.name))}
          >
            <Button>{words.choose}</Button>
          </FileTrigger>
          <TextField className="field" value={text} onChange={(given) => take(given)}>
            <Label>{words.text}</Label>
            <TextArea rows={8} placeholder={'vin,motorization,label\nVR1EXAMPLE,Electric,Pool 1'} />
          </TextField>
          <Select<Format>
            label={words.format}
            choices={choices}
            value={format}
            onChange={(next) => setFormat(next)}
          />
          <div className="actions actions-start">
            <Button look="primary" isDisabled={isEmpty || isPending} onPress={() => run(true)}>
              {words.dryRun}
            </Button>
            <Button isDisabled={isEmpty || isPending} onPress={() => setAsked(true)}>
              {words.run}
            </Button>
          </div>
        </div>
      </Card>
      {isPending && <Loading />}
      {error && <Failed error={error} />}
      {report && !isPending && <ImportReport report={report} />}
      <ConfirmDialog
        title={words.runQuestion}
        action={words.run}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        onConfirm={() => run(false)}
      >
        <p>{words.runText}</p>
      </ConfirmDialog>
    </>
  );
}

function useImport() {
  const { admin } = useAdmin();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, ...how }: { text: string; contentType: Format; dryRun: boolean }) =>
      admin.importVehicles(text, how),
    onSuccess: ({ isDryRun }) => {
      if (!isDryRun) void client.invalidateQueries({ queryKey: keys.admin() });
    },
  });
}
