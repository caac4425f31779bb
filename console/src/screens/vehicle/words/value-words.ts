import { bodyValueWords } from './value-words-of-body.ts';
import { drivingValueWords } from './value-words-of-driving.ts';

/** Values of the API in words; where one has two meanings the words fit both. */
export const valueWords = {
  en: { ...bodyValueWords.en, ...drivingValueWords.en },
  fr: { ...bodyValueWords.fr, ...drivingValueWords.fr },
};
