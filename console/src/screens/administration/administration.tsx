import './administration.css';
import { Link, Redirect, useParams } from 'wouter';
import { useAdmin } from '../../session/session.tsx';
import { ScreenTitle } from '../../ui/card.tsx';
import { Empty } from '../../ui/states.tsx';
import { sharedWords } from '../../words/shared-words.ts';
import { useWords } from '../../words/use-words.ts';
import { Outcomes } from './blocks/outcome.tsx';
import { idFrom } from './id-from.ts';
import { PartScreen } from './part-screen.tsx';
import { type Place, usePlaces } from './places.tsx';
import { frameWords } from './words/frame-words.ts';

/** The administration: parts side by side, each a list with what can be done, or a screen of its own. */
export function Administration() {
  const { part: name, id } = useParams<{ part?: string; id?: string }>();
  const words = useWords(frameWords);
  const { rights } = useAdmin();
  const places = usePlaces();
  if (name === undefined) return <Redirect to="/administration/health" replace />;
  const place = places.find((one) => one.name === name);
  return (
    <div className="screen">
      <ScreenTitle title={words.title}>
        <span className="badge">{rights}</span>
      </ScreenTitle>
      <Places places={places} here={place} />
      <Outcomes>{place ? <Shown place={place} id={id} /> : <NoPlace />}</Outcomes>
    </div>
  );
}

function Shown({ place, id }: { place: Place; id: string | undefined }) {
  if (place.part) return <PartScreen part={place.part} {...(id === undefined ? {} : { id: idFrom(id) })} />;
  const { Screen } = place;
  return Screen ? <Screen /> : <NoPlace />;
}

function NoPlace() {
  const words = useWords(sharedWords);
  return <Empty title={words.notFound}>{null}</Empty>;
}

function Places({ places, here }: { places: readonly Place[]; here: Place | undefined }) {
  const words = useWords(frameWords);
  const name = here?.below ?? here?.name;
  return (
    <nav className="administration-places" aria-label={words.parts}>
      {places
        .filter(({ below }) => below === undefined)
        .map((place) => (
          <Link
            key={place.name}
            href={`/administration/${place.name}`}
            className="nav-link"
            aria-current={place.name === name ? 'page' : undefined}
            ref={place.name === name ? intoView : undefined}
          >
            {place.title}
          </Link>
        ))}
    </nav>
  );
}

/** On a phone the places go beyond the edge. */
const intoView = (link: HTMLElement | null) => link?.scrollIntoView({ block: 'nearest', inline: 'center' });
