import { describe, expect, it } from 'vitest';
import { identityScopes, knownScopes } from '../scopes.ts';
import { wordsFor } from './words.ts';
import { english } from './words-en.ts';
import { french } from './words-fr.ts';

describe('wordsFor', () => {
  it.each([
    [{ params: { locale: 'fr-FR' } }, 'fr'],
    [{ params: { local: 'fr_FR' }, acceptLanguage: 'en' }, 'fr'],
    [{ params: { ui_locales: 'de fr' } }, 'fr'],
    [{ params: { locale: 'zh-TW' }, acceptLanguage: 'fr;q=0.2' }, 'fr'],
    [{ acceptLanguage: 'fr;q=0.4, en-GB;q=0.7' }, 'en'],
    [{ acceptLanguage: 'fr;q=0, *' }, 'en'],
    [{ params: { locale: ['fr'] } }, 'en'],
    [{}, 'en'],
  ])('%j is answered in %s', (hints, tag) => {
    expect(wordsFor(hints).tag).toBe(tag);
  });

  it('has words for every scope that can be asked for, in every language', () => {
    expect(identityScopes.every((scope) => knownScopes.includes(scope))).toBe(true);
    for (const { scopes } of [english, french])
      expect(knownScopes.filter((scope) => !scopes[scope])).toEqual([]);
  });
});
