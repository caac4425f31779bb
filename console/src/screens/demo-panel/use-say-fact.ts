import { useState } from 'react';
import { useFormat } from '../../units/use-format.ts';
import { sharedWords } from '../../words/shared-words.ts';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { placeText } from '../vehicle/status-groups.ts';
import { valueWords } from '../vehicle/words/value-words.ts';
import { demoWords } from './demo-words.ts';
import type { Fact, FactName, Said } from './facts.ts';

/** Facts in words, and which differ from the ones that were there first. */
export function useSayFact(facts: readonly Fact[]) {
  const words = useWords(demoWords);
  const shared = useWords(sharedWords);
  const wordFor = useWordFor(valueWords);
  const format = useFormat();
  const [first] = useState(() => new Map(facts.map(({ name, said }) => [name, keyOf(said)])));
  const say = (said: Said): string => {
    switch (said.is) {
      case 'value':
        return wordFor(said.value);
      case 'connection':
        return { Online: words.online, Asleep: words.asleep, Offline: words.offline }[said.state];
      case 'speed':
        return said.kmh > 0 ? words.drives(format.quantity(said.kmh, 'km/h')) : words.stands;
      case 'percent':
        return format.quantity(said.percent, '%');
      case 'place':
        return placeText(said.latitude, said.longitude);
      case 'open':
        return said.doors.length === 0
          ? words.allClosed
          : words.openDoors(said.doors.map(wordFor).join(', '));
      case 'trip':
        return said.isUnderWay ? words.onTrip : words.noTrip;
      default:
        return shared[said.is];
    }
  };
  const changedOf = (name: FactName, said: Said) => first.get(name) !== keyOf(said);
  return { say, changedOf };
}

/** What counts as another fact: a speed or a place that goes on is none. */
function keyOf(said: Said): string {
  if (said.is === 'speed') return said.kmh > 0 ? 'drives' : 'stands';
  if (said.is === 'place') return 'place';
  if (said.is === 'percent') return String(Math.round(said.percent / 5));
  return JSON.stringify(said);
}
