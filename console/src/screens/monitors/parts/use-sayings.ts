import { useMemo } from 'react';
import { usePreferences } from '../../../preferences/preferences.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { useWords } from '../../../words/use-words.ts';
import { weekDays, weekWords } from '../../../words/week-words.ts';
import { builderWords } from '../builder-words.ts';
import { dataWords, valueWords } from '../data-words.ts';
import type { Condition, DataForm, ZoneForm } from '../form/conditions.ts';
import { dataChoices } from '../form/data-choices.ts';
import { clockOf } from '../form/durations.ts';
import type { EntryForm, TimeForm } from '../form/times.ts';
import { type Group, type Node, tidy } from '../form/tree.ts';
import { sayingWords } from '../saying-words.ts';

/** Sentences about conditions, data and values, in the language and units of who looks. */
export function useSayings() {
  const words = useWords(builderWords);
  const sayings = useWords(sayingWords);
  const { weekdays } = useWords(weekWords);
  const format = useFormat();
  const { language } = usePreferences();
  return useMemo(() => {
    const datum = (name: string) => (dataWords[language] as Record<string, string>)[name] ?? name;
    const value = (data: string, text: string): string => {
      const quantity = dataChoices[data]?.quantity;
      if (quantity === 's' && text !== '') return format.duration(Number(text));
      if (quantity !== undefined && text !== '' && Number.isFinite(Number(text)))
        return format.quantity(Number(text), quantity);
      return valueWords[language][text] ?? parted(text);
    };
    const ofData = ({ data, op, values, previous }: DataForm): string => {
      const compared = values.map((one) => value(data, one)).join(', ');
      const isMoment = dataChoices[data]?.form === 'none' && data.startsWith('vehicle.trip');
      const told = isMoment
        ? datum(data)
        : [datum(data), words.ops[op], op === 'onChange' ? '' : compared].join(' ').trim();
      const before = previous?.values.map((one) => value(data, one)).join(', ');
      return before === undefined ? told : `${told} ${sayings.says.before(before)}`;
    };
    const ofZone = ({ transition, shape, minDurationS }: ZoneForm): string => {
      const area =
        shape.kind === 'circle'
          ? sayings.says.circle(format.quantity(shape.radiusKm, 'km'))
          : sayings.says.polygon(shape.points.length);
      const side = sayings.says[transition];
      const waits = minDurationS > 0 ? ` ${sayings.says.wait(format.duration(minDurationS))}` : '';
      return `${words.transition} ${side}${side.endsWith('’') ? '' : ' '}${area}${waits}`;
    };
    const ofEntry = (entry: EntryForm): string => {
      if (entry.recurrence === 'None')
        return sayings.says.once(entry.start === '' ? '…' : format.time(entry.start));
      const { startS, durationS, days } = entry;
      const told =
        days.length === weekDays.length ? words.everyDay : days.map((day) => weekdays[day]).join(', ');
      return sayings.says.between(clockOf(startS), clockOf(startS + durationS), told);
    };
    const ofTime = ({ entries, zone }: TimeForm) =>
      `${words.transition} ${entries.map(ofEntry).join(` ${words.or} `)} (${zone})`;
    const condition = ({ of }: Condition): string =>
      of.kind === 'data' ? ofData(of) : of.kind === 'zone' ? ofZone(of) : ofTime(of);
    const sentence = (tree: Group, conditions: readonly Condition[]): string => {
      const told = (name: string) => {
        const found = conditions.find((one) => one.name === name);
        return found ? condition(found) : name;
      };
      return sentenceOf(tidy(tree), { ...words, not: sayings.says.not, told }).replace(/^\((.*)\)$/s, '$1');
    };
    return { datum, value, condition, sentence };
  }, [words, sayings, weekdays, format, language]);
}

type Speech = { and: string; or: string; not(text: string): string; told(name: string): string };

function sentenceOf(node: Node, speech: Speech): string {
  const { and, or, not, told } = speech;
  const join = node.kind === 'group' && node.op === 'any' ? or : and;
  const text =
    node.kind === 'leaf'
      ? told(node.name)
      : `(${node.members.map((member, index) => lower(sentenceOf(member, speech), index > 0)).join(` ${join} `)})`;
  return node.isNot ? not(lower(text, true)) : text;
}

/** Within a sentence; names such as `ZEV` stay as they are. */
const lower = (text: string, isWithin: boolean) =>
  isWithin && /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** `EngineOilPressureFailure` is `Engine oil pressure failure`. */
export function parted(text: string): string {
  const spaced = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  return spaced.charAt(0) + spaced.slice(1).replaceAll(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}
