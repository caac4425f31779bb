import { defineWords } from '../../words/define-words.ts';

/** The live map. */
export const liveMapWords = defineWords({
  en: { title: 'Live map', vehicles: 'Vehicles', none: 'No vehicles' },
  fr: { title: 'Carte en direct', vehicles: 'Véhicules', none: 'Aucun véhicule' },
});
