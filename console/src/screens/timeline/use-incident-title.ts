import { alertWords } from '../../words/alert-words.ts';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { valueWords } from '../vehicle/words/value-words.ts';
import type { Incident } from './incidents.ts';
import { timelineWords } from './timeline-words.ts';

/** What an incident is, in a line. */
export function useIncidentTitle(): (incident: Incident) => string {
  const words = useWords(timelineWords);
  const alertFor = useWordFor(alertWords);
  const wordFor = useWordFor(valueWords);
  return ({ kind, type = '', collision }) => {
    switch (kind) {
      case 'alert':
        return alertFor(type);
      case 'stolen':
        return words.stolenTitle;
      case 'alarm':
        return words.alarmOf(wordFor(type));
      case 'arming':
        return armingTitle(type, words);
      case 'collision':
        return collisionTitle(collision, { words, wordFor });
    }
  };
}

type Timeline = (typeof timelineWords)['en'];

function armingTitle(type: string, words: Timeline): string {
  if (type === 'NoBreakIn') return words.alarmNothing;
  return type === 'Active' ? words.alarmOn : words.alarmOff;
}

type Saying = { words: Timeline; wordFor(value: string): string };

function collisionTitle(collision: Incident['collision'], { words, wordFor }: Saying): string {
  const { details = [], tippedOver, pedestrian } = collision ?? {};
  const sides = details.map(({ side, severity }) =>
    severity ? `${wordFor(side)} (${words.collisionSeverity[severity]})` : wordFor(side),
  );
  const more = [tippedOver && words.tippedOver, pedestrian && words.pedestrian].filter(Boolean);
  const all = [...sides, ...more];
  return all.length > 0 ? words.collisionOf(all.join(', ')) : words.collisionPlain;
}
