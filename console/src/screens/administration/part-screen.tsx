import { Link } from 'wouter';
import { useAdmin } from '../../session/session.tsx';
import { Card } from '../../ui/card.tsx';
import { NotAllowed } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { ActionButtons, NotOffered } from './blocks/action-buttons.tsx';
import { Detail } from './blocks/detail.tsx';
import type { AnyPart } from './blocks/forms.ts';
import { List } from './blocks/list.tsx';
import { mayDo } from './blocks/role.ts';
import { frameWords } from './words/frame-words.ts';

/** A part as its form says: the list with what can be added, or one thing of it; or why it is not for this role. */
export function PartScreen({ part, id }: { part: AnyPart; id?: string }) {
  const { rights } = useAdmin();
  const words = useWords(frameWords);
  const needed = (id === undefined ? part.role : (part.detail?.role ?? part.role)) ?? 'viewer';
  if (!mayDo(rights, needed))
    return (
      <NotAllowed>
        <p>{words.notAllowed(rights, needed)}</p>
      </NotAllowed>
    );
  if (id !== undefined && part.detail) return <Detail part={part} form={part.detail} id={id} />;
  return <PartList part={part} />;
}

function PartList({ part: { title, intro, list, additions = [], links = [] } }: { part: AnyPart }) {
  const { rights } = useAdmin();
  return (
    <Card
      title={title}
      actions={
        <span className="administration-additions">
          {links
            .filter(({ role }) => mayDo(rights, role))
            .map(({ label, href }) => (
              <Link key={href} href={href} className="button">
                {label}
              </Link>
            ))}
          <ActionButtons actions={additions} of={undefined} />
        </span>
      }
    >
      <p className="hint">{intro}</p>
      <NotOffered of={[...links, ...additions, ...(list.actions ?? [])]} />
      <List form={list} />
    </Card>
  );
}
