import { defineWords } from '../words/define-words.ts';

/** Names of the screens in the navigation. */
export const navigationWords = defineWords({
  en: {
    map: 'Live map',
    vehicles: 'Vehicles',
    trips: 'Trips',
    timeline: 'Events',
    remote: 'Remote actions',
    monitors: 'Monitors',
    account: 'My account',
    administration: 'Administration',
    demo: 'Demo',
    settings: 'Settings',
  },
  fr: {
    map: 'Carte en direct',
    vehicles: 'Véhicules',
    trips: 'Trajets',
    timeline: 'Événements',
    remote: 'Actions à distance',
    monitors: 'Surveillances',
    account: 'Mon compte',
    administration: 'Administration',
    demo: 'Démo',
    settings: 'Réglages',
  },
});
