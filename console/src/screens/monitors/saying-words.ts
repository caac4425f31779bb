import { defineWords } from '../../words/define-words.ts';

/** Sentences about conditions, and what is missing of them. */
export const sayingWords = defineWords({
  en: {
    missing: {
      label: 'A name is missing.',
      conditions: 'At least one condition is missing.',
      area: 'Draw an area, or type its middle.',
      value: 'A value is missing.',
      number: 'A number is missing.',
      start: 'When it begins is missing.',
      days: 'At least one day is missing.',
      duration: 'That has to last more than nothing and at most a week.',
      target: 'An address that begins with https:// is missing.',
    },
    says: {
      In: 'is inside',
      Out: 'is outside',
      circle: (radius: string) => `a circle of ${radius}`,
      polygon: (count: number) => `an area of ${count} corners`,
      wait: (seconds: string) => `for ${seconds}`,
      between: (from: string, until: string, days: string) => `is in use from ${from} to ${until}, ${days}`,
      once: (from: string) => `is in use from ${from} on`,
      before: (value: string) => `and was ${value} before`,
      not: (text: string) => `not: ${text}`,
    },
  },
  fr: {
    missing: {
      label: 'Il manque un nom.',
      conditions: 'Il manque au moins une condition.',
      area: 'Dessinez une zone, ou tapez son centre.',
      value: 'Il manque une valeur.',
      number: 'Il manque un nombre.',
      start: 'Il manque le début.',
      days: 'Il manque au moins un jour.',
      duration: 'Cela doit durer plus que rien et une semaine au plus.',
      target: 'Il manque une adresse qui commence par https://.',
    },
    says: {
      In: 'est à l’intérieur d’',
      Out: 'est à l’extérieur d’',
      circle: (radius: string) => `un cercle de ${radius}`,
      polygon: (count: number) => `une zone de ${count} coins`,
      wait: (seconds: string) => `pendant ${seconds}`,
      between: (from: string, until: string, days: string) => `est utilisé de ${from} à ${until}, ${days}`,
      once: (from: string) => `est utilisé à partir du ${from}`,
      before: (value: string) => `et était ${value} avant`,
      not: (text: string) => `pas : ${text}`,
    },
  },
});
