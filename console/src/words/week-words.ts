import { defineWords } from './define-words.ts';

/** As the API names them, in the order of ISO weeks. */
export const weekDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export type WeekDay = (typeof weekDays)[number];

/** Days of the week. */
export const weekWords = defineWords({
  en: {
    days: 'Days',
    weekdays: { Mon: 'Mon', Tue: 'Tue', Wed: 'Wed', Thu: 'Thu', Fri: 'Fri', Sat: 'Sat', Sun: 'Sun' },
  },
  fr: {
    days: 'Jours',
    weekdays: { Mon: 'lun', Tue: 'mar', Wed: 'mer', Thu: 'jeu', Fri: 'ven', Sat: 'sam', Sun: 'dim' },
  },
});
