import { useMemo } from 'react';
import { useFormat } from '../../../units/use-format.ts';
import { scopeWords } from '../../../words/scope-words.ts';
import { useWordFor, useWords } from '../../../words/use-words.ts';
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
  const { time } = useFormat();
  return useMemo(
    () => ({ frame, column, action, intro, scope, time }),
    [frame, column, action, intro, scope, time],
  );
}
