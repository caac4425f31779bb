import { type ReactNode, useId } from 'react';
import { useWords } from '../../../words/use-words.ts';
import { type Doing, hintsOf, refusedNow, whyNot } from '../abilities.ts';
import type { Desk } from '../desk.ts';
import { Icon, type IconName } from '../icons.tsx';
import { remoteWords } from '../remote-words.ts';

type Given = { title: string; icon: IconName; desk: Desk; doing: Doing; note?: string; children: ReactNode };

/** One kind of action; where the vehicle cannot, why not in its place. */
export function RemoteCard({ title, icon, desk: { vehicle, kind, status }, doing, note, children }: Given) {
  const words = useWords(remoteWords);
  const id = useId();
  const why = whyNot(vehicle, doing, kind);
  const refused = why ?? refusedNow(doing, hintsOf(vehicle, status));
  return (
    <section className="card remote-card" aria-labelledby={id} data-cannot={why !== undefined || undefined}>
      <header className="remote-card-head">
        <Icon name={icon} />
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span className="badge">{note}</span>}
      </header>
      {refused === 'driving' && <p className="refused-now">{words.refusedDriving}</p>}
      {why === undefined ? children : <p className="hint">{words[why]}</p>}
    </section>
  );
}
