import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CopyBox, CopyButton } from '../../../ui/copy-box.tsx';
import { useWords } from '../../../words/use-words.ts';
import { frameWords } from '../words/frame-words.ts';
import type { Outcome } from './forms.ts';

const Context = createContext<((outcome: Outcome | undefined) => void) | undefined>(undefined);

/** Shows what came of the last action above `children`, until it is put away: secrets are not lost by a slip. */
export function Outcomes({ children }: { children: ReactNode }) {
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined);
  return (
    <Context value={setOutcome}>
      <div role="status" className="administration-told">
        {outcome && <OutcomeCard outcome={outcome} onClose={() => setOutcome(undefined)} />}
      </div>
      {children}
    </Context>
  );
}

/** Tells what came of an action. */
export function useTell(): (outcome: Outcome | undefined) => void {
  const tell = use(Context);
  if (!tell) throw new Error('no Outcomes around');
  return useMemo(() => tell, [tell]);
}

function OutcomeCard({ outcome, onClose }: { outcome: Outcome; onClose(): void }) {
  const words = useWords(frameWords);
  const { text, secrets = [], commands = [] } = outcome;
  const hasSecrets = secrets.length > 0;
  return (
    <Card
      title={text}
      className="administration-outcome"
      actions={<Button onPress={onClose}>{hasSecrets ? words.kept : words.close}</Button>}
    >
      {hasSecrets && <p>{words.shownOnce}</p>}
      <Secrets secrets={secrets} />
      {commands.map(({ label, text: command }) => (
        <Command key={label} label={label} text={command} />
      ))}
    </Card>
  );
}

/** Names and values to copy. */
export function Secrets({ secrets }: { secrets: readonly { label: string; value: string }[] }) {
  return (
    <dl className="administration-secrets">
      {secrets.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <code>{value}</code> <CopyButton text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A command to copy. */
export function Command({ label, text }: { label: string; text: string }) {
  return (
    <div className="raw">
      <CopyBox label={label} text={text} />
    </div>
  );
}
