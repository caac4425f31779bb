import { useEffect, useRef } from 'react';
import type { Remote as RemoteBody } from '../../api/model.ts';
import './following.css';
import { useFace } from '../../session/session.tsx';
import { Time } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { RawJson } from '../../ui/raw-json.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useFormat } from '../../units/use-format.ts';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { asked } from './asked.ts';
import { isDone, type Step, stepsOf } from './life-cycle.ts';
import { actionWords, askedWords, causeWords, feedbackWords, statusWords } from './remote-value-words.ts';
import { remoteWords } from './remote-words.ts';
import { type ActionAt, askedAt, useAction } from './use-remote.ts';

type Given = { vehicle: string; at: ActionAt; onDismiss?: (() => void) | undefined };

/** One action as it goes on, drawn step by step. */
export function Following({ vehicle, at, onDismiss }: Given) {
  const words = useWords(remoteWords);
  const action = useWordFor(actionWords);
  const face = useFace();
  const { data, error, refetch } = useAction(vehicle, at);
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />;
  const { action: now, seen } = data;
  const since = askedAt(now);
  return (
    <article className="following" data-done={isDone(now.status) || undefined} aria-label={action(now.type)}>
      <header>
        <strong>{action(now.type)}</strong>
        <Asked remote={now.remote} />
        {since !== undefined && (
          <span className="following-when">
            <Time at={since} />
          </span>
        )}
        {onDismiss && isDone(now.status) && (
          <Button look="icon" aria-label={words.dismiss} onPress={onDismiss}>
            ×
          </Button>
        )}
      </header>
      <ol className="steps" aria-live="polite">
        {stepsOf(now, seen).map((step) => (
          <StepLine key={`${step.status} ${step.look === 'ahead'}`} step={step} />
        ))}
      </ol>
      <Ending {...now} />
      <RawJson
        address={face.addressOf(vehicle, `callbacks/${at.cbid}/remotes/${at.rid}`)}
        answer={now}
        signIn={face.kind === 'driver' ? 'bearer' : 'basic'}
      />
    </article>
  );
}

function StepLine({ step: { status, at, look } }: { step: Step }) {
  const text = useWordFor(statusWords);
  return (
    <li className={`step step-${look}`} aria-current={look === 'now' ? 'step' : undefined}>
      <span className="step-dot" aria-hidden="true" />
      <span className="step-text">{text(status)}</span>
      {at !== undefined && <Clock at={at} />}
    </li>
  );
}

/** What was asked for, beside the kind of action. */
export function Asked({ remote }: { remote: RemoteBody }) {
  const word = useWordFor(askedWords);
  return <span className="following-what">{asked(remote).map(word).join(', ')}</span>;
}

/** To the second: steps follow each other fast. */
function Clock({ at }: { at: number }) {
  const { locale } = useFormat();
  const iso = new Date(at).toISOString();
  return (
    <time className="step-at" dateTime={iso} title={`${iso.replace('T', ' ').replace('Z', '')} UTC`}>
      {new Date(at).toLocaleTimeString(locale, { timeStyle: 'medium' })}
    </time>
  );
}

/** Why it failed, or what it says beside. */
export function Ending({ failureCause, feedbackDetail }: { failureCause?: string; feedbackDetail?: string }) {
  const cause = useWordFor(causeWords);
  const feedback = useWordFor(feedbackWords);
  return (
    <>
      {failureCause !== undefined && (
        <p className="following-cause" title={failureCause}>
          {cause(failureCause)}
        </p>
      )}
      {feedbackDetail !== undefined && <p className="hint">{feedback(feedbackDetail)}</p>}
    </>
  );
}

/** What goes on, and what was asked for just now. */
export function UnderWay(given: {
  vehicle: string;
  pending: readonly ActionAt[];
  sent: readonly ActionAt[];
  onDismiss(at: ActionAt): void;
}) {
  const { vehicle, pending, sent, onDismiss } = given;
  const words = useWords(remoteWords);
  const place = useRef<HTMLDivElement>(null);
  const newest = sent[0]?.rid;
  // On a phone the buttons are far below.
  useEffect(() => {
    if (newest !== undefined) place.current?.scrollIntoView({ block: 'nearest' });
  }, [newest]);
  const others = pending.filter(({ rid }) => !sent.some((one) => one.rid === rid));
  if (sent.length + others.length === 0) return null;
  return (
    <Card title={words.underWay} className="under-way">
      <div ref={place} />
      {sent.map((at) => (
        <Following key={at.rid} vehicle={vehicle} at={at} onDismiss={() => onDismiss(at)} />
      ))}
      {others.map((at) => (
        <Following key={at.rid} vehicle={vehicle} at={at} />
      ))}
      <p className="hint">{words.polling}</p>
    </Card>
  );
}
