import { useCallback } from 'react';
import { usePreferences } from '../preferences/preferences.tsx';
import type { SameKeys, Words } from './define-words.ts';

/** The words of a part in the language of who looks. */
export function useWords<Given>(words: Words<Given>): Given | SameKeys<Given> {
  const { language } = usePreferences();
  return words[language];
}

/** The word for a value of the API, or the value itself where there is none. */
export function useWordFor(words: Words<Record<string, string>>): (value: string) => string {
  const { language } = usePreferences();
  return useCallback(
    (value) => (words[language] as Record<string, string>)[value] ?? value,
    [words, language],
  );
}
