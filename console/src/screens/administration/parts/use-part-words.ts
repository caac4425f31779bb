import { useMemo } from 'react';
import { usePreferences } from '../../../preferences/preferences.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { scopeWords } from '../../../words/scope-words.ts';
import { useWordFor, useWords } from '../../../words/use-words.ts';
import { abilityWords } from '../words/ability-words.ts';
import { actionWords } from '../words/action-words.ts';
import { columnWords } from '../words/column-words.ts';
import { frameWords } from '../words/frame-words.ts';
import { introWords } from '../words/intro-words.ts';
import type { PartWords } from './part-words.ts';

/** The words of the parts, in the language of who looks. */
export function usePartWords(): PartWords {
  const frame = useWords(frameWords);
  const column = useWords(columnWords);
  const action = useWords(actionWords);
  const intro = useWords(introWords);
  const scope = useWordFor(scopeWords);
  const ability = useWordFor(abilityWords);
  const { language } = usePreferences();
  const { time } = useFormat();
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    const country = (code: string) => names.of(code) ?? code;
    return { frame, column, action, intro, scope, ability, country, time };
  }, [frame, column, action, intro, scope, ability, language, time]);
}
