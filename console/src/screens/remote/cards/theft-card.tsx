import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useWords } from '../../../words/use-words.ts';
import { ConfirmButton } from '../confirm-button.tsx';
import type { Desk } from '../desk.ts';
import { remoteWords } from '../remote-words.ts';
import { RemoteCard } from './remote-card.tsx';

/** Against theft; fleets alone. */
export function TheftCard({ desk }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const { send, isSending: isDisabled } = desk;
  return (
    <RemoteCard title={words.theft} icon="shield" desk={desk} doing="stolen">
      <div className="actions actions-start">
        <ConfirmButton
          label={words.immobilize}
          title={words.immobilizeTitle}
          ask={words.immobilizeAsk}
          isDangerous
          isDisabled={isDisabled}
          onConfirm={() => send({ immobilization: { activate: true } })}
        />
        <ConfirmButton
          label={words.release}
          title={words.releaseTitle}
          ask={words.releaseAsk}
          isDisabled={isDisabled}
          onConfirm={() => send({ immobilization: { activate: false } })}
        />
        <ConfirmButton
          label={words.reportStolen}
          title={words.reportTitle}
          ask={words.reportAsk}
          look="danger"
          isDangerous
          isDisabled={isDisabled}
          onConfirm={() => send({ stolen: { stolen: true } })}
        />
        <ConfirmButton
          label={words.reportFound}
          title={words.foundTitle}
          ask={words.foundAsk}
          isDisabled={isDisabled}
          onConfirm={() => send({ stolen: { stolen: false } })}
        />
      </div>
      <details className="more">
        <summary>{words.tracking}</summary>
        <Tracking desk={desk} />
      </details>
    </RemoteCard>
  );
}

/** How often a stolen vehicle tells where it is; and whether it starts. */
function Tracking({ desk: { send, isSending } }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const [running, setRunning] = useState('10');
  const [shutdown, setShutdown] = useState('600');
  const isGood = isWithin(running, 5) && isWithin(shutdown, 60);
  const trackingPeriod = { running: Number(running), shutdown: Number(shutdown) };
  return (
    <div className="form">
      <div className="program">
        <Field
          label={words.trackingRunning}
          type="number"
          value={running}
          onChange={setRunning}
          fault={isWithin(running, 5) ? undefined : '5 – 86400'}
        />
        <Field
          label={words.trackingShutdown}
          type="number"
          value={shutdown}
          onChange={setShutdown}
          fault={isWithin(shutdown, 60) ? undefined : '60 – 86400'}
        />
      </div>
      <div className="actions actions-start">
        <Button isDisabled={isSending || !isGood} onPress={() => send({ stolen: { trackingPeriod } })}>
          {words.trackingSet}
        </Button>
        <ConfirmButton
          label={words.stolenImmobilize}
          title={words.immobilizeTitle}
          ask={words.immobilizeAsk}
          isDangerous
          isDisabled={isSending}
          onConfirm={() => send({ stolen: { immobilization: { activate: true } } })}
        />
        <ConfirmButton
          label={words.stolenRelease}
          title={words.releaseTitle}
          ask={words.releaseAsk}
          isDisabled={isSending}
          onConfirm={() => send({ stolen: { immobilization: { activate: false } } })}
        />
      </div>
    </div>
  );
}

const isWithin = (text: string, least: number) =>
  Number.isInteger(Number(text)) && Number(text) >= least && Number(text) <= 86_400;
