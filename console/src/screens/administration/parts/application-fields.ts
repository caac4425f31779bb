import type { Admin } from '../../../api/admin.ts';
import { grantableScopes } from '../../../words/grantable-scopes.ts';
import type { Field } from '../blocks/field.ts';
import type { PartWords } from './part-words.ts';

const grants = ['authorization_code', 'refresh_token', 'password'] as const;
const usualGrants = ['authorization_code', 'refresh_token'];

/** What can be said of an application; scopes that it has beside those that users can grant stay in the choice. */
export function applicationFields(words: PartWords, one?: Admin.RegisteredApplication): Field[] {
  const { column: of } = words;
  return [
    { name: 'name', label: of.name, kind: 'text', isRequired: true, initial: one?.name ?? '' },
    scopesField(
      words,
      one?.scopes ?? grantableScopes.filter((scope) => scope.startsWith('data:')),
      one?.scopes,
    ),
    {
      name: 'redirectUris',
      label: of.redirectUris,
      description: of.redirectWhat,
      kind: 'lines',
      initial: one?.redirectUris ?? [],
    },
    {
      name: 'grants',
      label: of.grants,
      kind: 'choices',
      choices: grants.map((key) => ({ key, text: key })),
      initial: one?.grants ?? usualGrants,
    },
    { name: 'isFirstParty', label: of.isFirstPartyWhat, kind: 'yes', initial: one?.isFirstParty ?? false },
    {
      name: 'seesCallCenters',
      label: of.seesCallCenters,
      kind: 'yes',
      initial: one?.seesCallCenters ?? false,
    },
    {
      name: 'accessTokenS',
      label: of.accessTokenS,
      description: of.emptyIsSettings,
      kind: 'number',
      initial: String(one?.accessTokenS ?? ''),
    },
  ];
}

/** Scopes to tick, in words. */
export function scopesField(
  words: PartWords,
  initial: readonly string[],
  own: readonly string[] = [],
): Field {
  const { column: of, scope } = words;
  const keys = [...new Set([...grantableScopes, ...own])];
  return {
    name: 'scopes',
    label: of.scopes,
    description: of.scopesWhat,
    kind: 'choices',
    choices: keys.map((key) => ({ key, text: scope(key) })),
    initial,
  };
}
