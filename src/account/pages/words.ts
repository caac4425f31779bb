import { wordsFor } from '../../oauth/pages/words.ts';
import type { AccountPage } from './page.ts';
import { accountEnglish } from './words-en.ts';
import { accountFrench } from './words-fr.ts';

/** The words of the first language of a browser that we have; English else. */
export function accountWordsFor(acceptLanguage: string | undefined): Pick<AccountPage, 'words' | 'own'> {
  const words = wordsFor({ acceptLanguage });
  return { words, own: words.tag === 'fr' ? accountFrench : accountEnglish };
}
