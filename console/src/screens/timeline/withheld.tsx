import type { Vehicle } from '../../api/model.ts';
import { useFace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { sharedWords } from '../../words/shared-words.ts';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { valueWords } from '../vehicle/words/value-words.ts';
import type { List } from './incidents.ts';
import { timelineWords } from './timeline-words.ts';
import { type Refusal, vehiclesMost } from './use-incident-list.ts';

type Given = {
  /** Those that are asked for. */
  vehicles: readonly Vehicle[];
  isAll: boolean;
  lists: readonly List[];
  refusals: readonly Refusal[];
  onRetry(): void;
};

const shownMost = 6;
/** Services without which something is missing here. */
const needed = ['alerts', 'alarms', 'collisions', 'stolen', 'positions', 'trips'];

/** What is not shown, and why: privacy modes, services, scopes, and what could not be read. */
export function Withheld(given: Given) {
  const { refusals, onRetry } = given;
  const words = useWords(timelineWords);
  const shared = useWords(sharedWords);
  const sayings = useSayings(given);
  if (sayings.length === 0) return null;
  const isPassing = refusals.some(({ problem }) => !problem.isForbidden && !problem.isNothing);
  return (
    <Card title={words.withheld} className="withheld">
      <ul>
        {sayings.slice(0, shownMost).map((saying) => (
          <li key={saying}>{saying}</li>
        ))}
        {sayings.length > shownMost && <li>{words.more(sayings.length - shownMost)}</li>}
      </ul>
      {isPassing && <Button onPress={onRetry}>{shared.retry}</Button>}
    </Card>
  );
}

function useSayings({ vehicles, isAll, lists, refusals }: Given): string[] {
  const words = useWords(timelineWords);
  const wordFor = useWordFor(valueWords);
  const { kind } = useFace();
  const byKey = new Map(vehicles.map((vehicle) => [vehicle.key, nameOf(vehicle)]));
  const refused = refusals
    .filter(({ problem }) => !problem.isNothing)
    .map(({ list, vehicle, problem }) => {
      const whose = vehicle === undefined ? words.fleet : (byKey.get(vehicle) ?? vehicle);
      const what = words.lists[list];
      return problem.isForbidden ? words.refused(whose, what) : words.failed(whose, what, problem.message);
    });
  const hidden = vehicles.flatMap((vehicle) => {
    const { privacy, services = [] } = vehicle.connection?.withheld ?? {};
    const name = nameOf(vehicle);
    if (privacy === 'Full') return [words.privacyFull(name)];
    const missing = services.filter(
      (one) => needed.includes(one) && (one !== 'stolen' || kind === 'fleetOwner'),
    );
    return [
      ...(privacy === 'Geolocation' ? [words.privacyGeolocation(name)] : []),
      ...(missing.length > 0 ? [words.servicesOff(name, missing.map(wordFor).join(', '))] : []),
    ];
  });
  return [...refused, ...partly({ words, kind, isAll, lists, count: vehicles.length }), ...hidden];
}

type Part = {
  words: (typeof timelineWords)['en'];
  kind: ReturnType<typeof useFace>['kind'];
  isAll: boolean;
  lists: readonly List[];
  count: number;
};

/** Of many vehicles, not all are asked one by one. */
function partly({ words, kind, isAll, lists, count }: Part): string[] {
  if (count <= vehiclesMost) return [];
  if (kind === 'driver' || !isAll) return [words.onlySomeDriver(vehiclesMost, count)];
  return lists.some((list) => list === 'alarms' || list === 'stolen')
    ? [words.onlySome(vehiclesMost, count)]
    : [];
}
