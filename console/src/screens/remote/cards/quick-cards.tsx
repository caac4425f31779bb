import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Tick } from '../../../ui/tick.tsx';
import { useWords } from '../../../words/use-words.ts';
import { lockOf, whyNot } from '../abilities.ts';
import { ConfirmButton } from '../confirm-button.tsx';
import type { Desk } from '../desk.ts';
import { remoteWords } from '../remote-words.ts';
import { RemoteCard } from './remote-card.tsx';

/** Locks and unlocks. */
export function DoorsCard({ desk }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const [isForced, setForced] = useState(false);
  const { send, isSending, status } = desk;
  const lock = lockOf(status);
  return (
    <RemoteCard
      title={words.doors}
      icon="lock"
      desk={desk}
      doing="door"
      {...(lock ? { note: words[lock] } : {})}
    >
      <div className="actions actions-start">
        <Button
          look="primary"
          isDisabled={isSending}
          onPress={() => send({ door: { state: 'Locked', ...(isForced ? { forced: true } : {}) } })}
        >
          {words.lock}
        </Button>
        <ConfirmButton
          label={words.unlock}
          title={words.unlockTitle}
          ask={words.unlockAsk}
          isDisabled={isSending}
          onConfirm={() => send({ door: { state: 'Unlocked' } })}
        />
      </div>
      <Tick isSelected={isForced} onChange={setForced}>
        {words.forced}
      </Tick>
    </RemoteCard>
  );
}

/** Two capabilities in one card: each may be missing by itself. */
export function HornLightsCard({ desk }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const { send, isSending, vehicle, kind } = desk;
  const can = (doing: 'horn' | 'lights') => whyNot(vehicle, doing, kind) === undefined;
  const press = (label: string, body: Parameters<Desk['send']>[0]) => (
    <Button isDisabled={isSending} onPress={() => send(body)}>
      {label}
    </Button>
  );
  return (
    <RemoteCard title={words.hornLights} icon="horn" desk={desk} doing={can('horn') ? 'horn' : 'lights'}>
      <div className="actions actions-start">
        {can('horn') && press(words.horn, { horn: { state: 'Activated' } })}
        {can('horn') && press(words.hornOff, { horn: { state: 'Unactivated' } })}
        {can('lights') && press(words.lightsOn, { lights: { on: true } })}
        {can('lights') && press(words.lightsOff, { lights: { on: false } })}
      </div>
      {!can('horn') && <p className="hint">{words.noHorn}</p>}
      {!can('lights') && <p className="hint">{words.noLights}</p>}
    </RemoteCard>
  );
}

export function WakeCard({ desk }: { desk: Desk }) {
  const words = useWords(remoteWords);
  return (
    <RemoteCard title={words.wake} icon="wake" desk={desk} doing="wakeUp">
      <p className="hint">{words.wakeWhy}</p>
      <div className="actions actions-start">
        <Button isDisabled={desk.isSending} onPress={() => desk.send({ wakeUp: { action: 'WakeUp' } })}>
          {words.wake}
        </Button>
      </div>
    </RemoteCard>
  );
}
