import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DryRun } from '../../../api/model.ts';
import { useFace } from '../../../session/session.tsx';
import { Time } from '../../../ui/age.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Select } from '../../../ui/select.tsx';
import { Failed } from '../../../ui/states.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { useWords } from '../../../words/use-words.ts';
import { builderWords } from '../builder-words.ts';
import type { MonitorForm } from '../form/form.ts';
import { EventLine } from '../parts/event-line.tsx';
import { EventValues } from '../parts/event-values.tsx';
import { bodyFor, type Of, placeToTry, type Where } from './where.ts';

type Given = {
  form: MonitorForm;
  of: Of;
  where: Where;
  /** False where the form is not complete: what is missing is then marked. */
  onTry(): boolean;
  /** True where the answer's faults were shown at their places. */
  onRefused(error: unknown): boolean;
};

const choices = ['1', '3', '7', '14', '30'] as const;

/** What it would have told in the last days. */
export function DryRunCard({ form, of, where, onTry, onRefused }: Given) {
  const words = useWords(builderWords);
  const face = useFace();
  const [days, setDays] = useState<(typeof choices)[number]>('7');
  const [isShown, setShown] = useState(false);
  const run = useMutation({
    mutationFn: async () =>
      face.dryRun(await placeToTry(face, of, where), bodyFor(form, { of, where }), { days: Number(days) }),
    onError: (error) => setShown(onRefused(error)),
  });
  return (
    <Card title={words.dryRun} className="dry-run">
      <p className="hint">{words.dryRunWhy}</p>
      <div className="inline-fields">
        <Select<(typeof choices)[number]>
          label={words.dryDays}
          choices={choices.map((key) => ({ key, text: key }))}
          value={days}
          onChange={setDays}
        />
        <Button isDisabled={run.isPending} onPress={() => onTry() && run.mutate()}>
          {words.dryButton}
        </Button>
      </div>
      {run.error && !isShown && <Failed error={run.error} />}
      {run.data && <Found {...run.data} />}
    </Card>
  );
}

const listedMost = 12;

function Found({ events, reports, isComplete, from, until }: DryRun) {
  const words = useWords(builderWords);
  const format = useFormat();
  const newest = [...events].reverse();
  return (
    <div role="status">
      <p>
        <strong>
          {events.length === 0 ? words.dryNone : words.dryFound(events.length, format.number(reports))}
        </strong>
      </p>
      {!isComplete && <p className="hint">{words.dryPart}</p>}
      <EventLine label={words.dryLine} from={from} until={until} events={events} />
      <ul className="event-list">
        {newest.slice(0, listedMost).map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several may be of one moment
          <li key={`${event.eventDate} ${index}`}>
            <span className="event-when">
              <Time at={event.eventDate} />
              {event.vin !== undefined && <span className="soft"> · {event.vin}</span>}
              {event.refresh && <span className="badge">{words.reminder}</span>}
            </span>
            <EventValues values={event.values} />
          </li>
        ))}
      </ul>
      {events.length > listedMost && <p className="hint">{words.moreEvents(events.length - listedMost)}</p>}
    </div>
  );
}
