import { defineWords } from '../../words/define-words.ts';

/** The screen of settings. */
export const settingsWords = defineWords({
  en: {
    title: 'Settings',
    kept: 'Kept in this browser.',
    language: 'Language',
    theme: 'Colours',
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
    units: 'Units',
    metric: 'Metric (km, °C, L/100 km)',
    imperial: 'Imperial (mi, °F, mpg)',
    look: 'How it looks',
  },
  fr: {
    title: 'Réglages',
    kept: 'Conservés dans ce navigateur.',
    language: 'Langue',
    theme: 'Couleurs',
    system: 'Comme le système',
    light: 'Clair',
    dark: 'Sombre',
    units: 'Unités',
    metric: 'Métriques (km, °C, L/100 km)',
    imperial: 'Impériales (mi, °F, mpg)',
    look: 'Apparence',
  },
});
