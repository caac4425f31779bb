import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { useWords } from '../../../words/use-words.ts';
import { programsOf } from '../abilities.ts';
import type { Desk } from '../desk.ts';
import { climateBody, deleteClimateBody, isWhole, newProgram } from '../programs.ts';
import { remoteWords } from '../remote-words.ts';
import { ProgramFields } from './program-fields.tsx';
import { RemoteCard } from './remote-card.tsx';

/** Heats or cools now, or by programs. */
export function ClimateCard({ desk }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const { send, isSending } = desk;
  const now = (immediate: boolean) => send({ preconditioning: { airConditioning: { immediate } } });
  return (
    <RemoteCard title={words.climate} icon="climate" desk={desk} doing="preconditioning">
      <div className="actions actions-start">
        <Button look="primary" isDisabled={isSending} onPress={() => now(true)}>
          {words.climateNow}
        </Button>
        <Button isDisabled={isSending} onPress={() => now(false)}>
          {words.climateStop}
        </Button>
      </div>
      <details className="more">
        <summary>{words.programs}</summary>
        <Programs desk={desk} />
      </details>
    </RemoteCard>
  );
}

function Programs({ desk: { vehicle, send, isSending } }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const [form, setForm] = useState(() => newProgram(1));
  const slots = Array.from({ length: programsOf(vehicle, 'preconditioning') }, (_, index) =>
    String(index + 1),
  );
  return (
    <div className="form">
      <p className="hint">{words.programsWhy}</p>
      <Select
        label={words.slot}
        choices={slots.map((key) => ({ key, text: words.program(Number(key)) }))}
        value={String(form.slot)}
        onChange={(slot) => setForm({ ...form, slot: Number(slot) })}
      />
      <ProgramFields form={form} onChange={setForm} />
      {!isWhole(form) && <p className="field-fault">{words.missing}</p>}
      <div className="actions actions-start">
        <Button isDisabled={isSending || !isWhole(form)} onPress={() => send(climateBody(form))}>
          {words.setProgram}
        </Button>
        <Button isDisabled={isSending} onPress={() => send(deleteClimateBody(form.slot))}>
          {words.deleteProgram}
        </Button>
      </div>
    </div>
  );
}
