import { useMemo } from 'react';
import { useFormat } from '../../../units/use-format.ts';
import { usePreferences } from '../../../preferences/preferences.tsx';
import { useWords } from '../../../words/use-words.ts';
import type { Condition, DataForm, ZoneForm } from '../form/conditions.ts';
import { dataChoices } from '../form/data-choices.ts';
import { clockOf } from '../form/durations.ts';
import { weekDays, type EntryForm, type TimeForm } from '../form/times.ts';
import type { Group, Node } from '../form/tree.ts';
import { dataWords, valueWords } from '../data-words.ts';
import { monitorWords } from '../monitor-words.ts';

/** Sentences about conditions, data and values, in the language and units of who looks. */
export function useSayings() {
  const words = useWords(monitorWords);
  const format = useFormat();
  const { language } = usePreferences();
  return useMemo(() => {
    const datum = (name: string) => (dataWords[language] as Record<string, string>)[name] ?? name;
    const value = (data: string, text: string): string => {
      const quantity = dataChoices[data]?.quantity;
      if (quantity === 's' && text !== '') return format.duration(Number(text));
      if (quantity !== undefined && text !== '' && Number.isFinite(Number(text))) return format.quantity(Number(text), quantity);
      return valueWords[language][text] ?? parted(text);
    };
    const ofData = ({ data, op, values, previous }: DataForm): string => {
      const compared = values.map((one) => value(data, one)).join(', ');
      const isMoment = dataChoices[data]?.form === 'none' && data.startsWith('vehicle.trip');
      const told = isMoment ? datum(data) : [datum(data), words.ops[op], op === 'onChange' ? '' : compared].join(' ').trim();
      const before = previous?.values.map((one) => value(data, one)).join(', ');
      return before === undefined ? told : `${told} ${words.says.before(before)}`;
    };
    const ofZone = ({ transition, shape, minDurationS }: ZoneForm): string => {
      const area =
        shape.kind === 'circle'
          ? words.says.circle(format.quantity(shape.radiusKm, 'km'))
          : words.says.polygon(shape.points.length);
      const side = words.says[transition];
      const waits = minDurationS > 0 ? ` ${words.says.wait(format.duration(minDurationS))}` : '';
      return `${words.transition} ${side}${side.endsWith('’') ? '' : ' '}${area}${waits}`;
    };
    const ofEntry = (entry: EntryForm): string => {
      if (entry.recurrence === 'None') return words.says.once(entry.start === '' ? '…' : format.time(entry.start));
      const { startS, durationS, days } = entry;
      const told = days.length === weekDays.length ? words.everyDay : days.map((day) => words.weekdays[day]).join(', ');
      return words.says.between(clockOf(startS), clockOf(startS + durationS), told);
    };
    const ofTime = ({ entries, zone }: TimeForm) =>
      `${words.transition} ${entries.map(ofEntry).join(` ${words.or} `)} (${zone})`;
    const condition = ({ of }: Condition): string =>
      of.kind === 'data' ? ofData(of) : of.kind === 'zone' ? ofZone(of) : ofTime(of);
    const sentence = (tree: Group, conditions: readonly Condition[]): string => {
      const say = (node: Node): string => {
        if (node.kind === 'leaf') {
          const found = conditions.find(({ name }) => name === node.name);
          const text = found ? condition(found) : node.name;
          return node.isNot ? words.says.not(text) : text;
        }
        const text = node.members.map(say).join(` ${node.op === 'all' ? words.and : words.or} `);
        return node.isNot ? words.says.not(`(${text})`) : `(${text})`;
      };
      return say(tree).replace(/^\((.*)\)$/s, '$1');
    };
    return { datum, value, condition, sentence };
  }, [words, format, language]);
}

/** `EngineOilPressureFailure` is `Engine oil pressure failure`. */
export function parted(text: string): string {
  const spaced = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  return spaced.charAt(0) + spaced.slice(1).replaceAll(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}
