import { english, type Words } from './words-en.ts';
import { french } from './words-fr.ts';

/** What tells the language: the request to the authorization server, then the browser. */
export type LanguageHints = {
  params?: Record<string, unknown> | undefined;
  acceptLanguage?: string | undefined;
};

/** The words of the first language that we have; `local` is how the documentation spells `locale`. English else. */
export function wordsFor({ params = {}, acceptLanguage = '' }: LanguageHints): Words {
  const asked = [params.ui_locales, params.locale, params.local].filter((one) => typeof one === 'string');
  const tags = [...asked.flatMap((one) => (one as string).split(/[\s,]+/)), ...preferred(acceptLanguage)];
  const known = tags.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'en' || tag === 'fr');
  return known === 'fr' ? french : english;
}

/** Tags of an `Accept-Language` header, best first. */
function preferred(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.find((one) => one.trim().startsWith('q='));
      return { tag, weight: weight ? Number(weight.trim().slice(2)) || 0 : 1 };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}
