import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { useWords } from '../../../words/use-words.ts';
import { programsOf } from '../abilities.ts';
import { ConfirmButton } from '../confirm-button.tsx';
import type { Desk } from '../desk.ts';
import { chargeBody, isWhole, newProgram, type ProgramForm } from '../programs.ts';
import { remoteWords } from '../remote-words.ts';
import { ProgramFields } from './program-fields.tsx';
import { RemoteCard } from './remote-card.tsx';

/** Starts, stops, puts off and plans charges. */
export function ChargingCard({ desk }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const { send, isSending } = desk;
  return (
    <RemoteCard title={words.charging} icon="charge" desk={desk} doing="charging">
      <div className="actions actions-start">
        <Button look="primary" isDisabled={isSending} onPress={() => send({ charging: { immediate: true } })}>
          {words.chargeStart}
        </Button>
        <ConfirmButton
          label={words.chargeStop}
          title={words.chargeStopTitle}
          ask={words.chargeStopAsk}
          isDisabled={isSending}
          onConfirm={() => send({ charging: { immediate: false } })}
        />
      </div>
      <details className="more">
        <summary>{words.later}</summary>
        <Later desk={desk} />
      </details>
      <details className="more">
        <summary>{words.schedule}</summary>
        <Schedule desk={desk} />
      </details>
      <details className="more">
        <summary>{words.preferences}</summary>
        <Preferences desk={desk} />
      </details>
    </RemoteCard>
  );
}

/** One time from now on, in the zone of who looks. */
function Later({ desk: { send, isSending } }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const [at, setAt] = useState('');
  const time = at === '' ? Number.NaN : new Date(at).getTime();
  const nextDelayedTime = Number.isNaN(time)
    ? undefined
    : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
  return (
    <div className="form">
      <Field
        label={words.laterAt}
        type="datetime-local"
        value={at}
        onChange={setAt}
        {...(nextDelayedTime ? { description: nextDelayedTime.replace('T', ' ').replace('Z', ' UTC') } : {})}
      />
      <div className="actions actions-start">
        <Button
          isDisabled={isSending || !nextDelayedTime}
          onPress={() => nextDelayedTime && send({ charging: { schedule: { nextDelayedTime } } })}
        >
          {words.laterSet}
        </Button>
      </div>
    </div>
  );
}

function Schedule({ desk: { vehicle, kind, send, isSending } }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const [programs, setPrograms] = useState<readonly ProgramForm[]>(() => [newProgram(1)]);
  const most = Math.max(1, programsOf(vehicle, 'charging'));
  const change = (index: number, form: ProgramForm) =>
    setPrograms(programs.map((one, at) => (at === index ? form : one)));
  const isComplete = programs.length > 0 && programs.every(isWhole);
  return (
    <div className="form">
      <p className="hint">{words.programsWhy}</p>
      {programs.map((form, index) => (
        <fieldset key={form.slot} className="program-set">
          <legend>{words.program(form.slot)}</legend>
          <ProgramFields form={form} hasEnd onChange={(next) => change(index, next)} />
          {programs.length > 1 && (
            <Button look="quiet" onPress={() => setPrograms(programs.filter((_, at) => at !== index))}>
              {words.removeProgram}
            </Button>
          )}
        </fieldset>
      ))}
      {!isComplete && <p className="field-fault">{words.missing}</p>}
      <div className="actions actions-start">
        {programs.length < most && (
          <Button onPress={() => setPrograms([...programs, newProgram(freeSlot(programs))])}>
            {words.addProgram}
          </Button>
        )}
        <Button
          isDisabled={isSending || !isComplete}
          onPress={() => send(chargeBody(programs, { hasSlots: kind === 'fleetOwner' }))}
        >
          {words.setPrograms}
        </Button>
      </div>
    </div>
  );
}

const freeSlot = (programs: readonly ProgramForm[]) =>
  [1, 2, 3, 4].find((slot) => !programs.some((one) => one.slot === slot)) ?? 1;

const levels = ['Level1', 'Level2', 'Level3', 'Level4', 'Level5'] as const;
type Level = (typeof levels)[number] | 'none';
type Type = 'Partial' | 'Full' | 'none';

function Preferences({ desk: { send, isSending } }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const [level, setLevel] = useState<Level>('none');
  const [type, setType] = useState<Type>('none');
  const none = { key: 'none' as const, text: words.asIs };
  const preferences = { ...(level === 'none' ? {} : { level }), ...(type === 'none' ? {} : { type }) };
  return (
    <div className="form">
      <Select<Level>
        label={words.level}
        choices={[none, ...levels.map((key) => ({ key, text: key.replace('Level', '') }))]}
        value={level}
        onChange={setLevel}
      />
      <Select<Type>
        label={words.type}
        choices={[none, { key: 'Partial', text: words.partial }, { key: 'Full', text: words.full }]}
        value={type}
        onChange={setType}
      />
      <div className="actions actions-start">
        <Button
          isDisabled={isSending || (level === 'none' && type === 'none')}
          onPress={() => send({ charging: { preferences } })}
        >
          {words.preferencesSet}
        </Button>
      </div>
    </div>
  );
}
