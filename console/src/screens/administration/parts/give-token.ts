import type { Admin, AdminApi } from '../../../api/admin.ts';
import { serverRoot } from '../../../api/server-root.ts';
import { grantableScopes } from '../../../words/grantable-scopes.ts';
import type { Field } from '../blocks/field.ts';
import type { Outcome } from '../blocks/forms.ts';
import { scopesField } from './application-fields.ts';
import { findUsers } from './find-users.ts';
import type { PartWords } from './part-words.ts';
import { tryCommand } from './try-command.ts';

type Given = { application: { clientId: string; scopes?: readonly string[] }; body: Record<string, unknown> };

/** Whose data, what of it, and for how long. */
export function tokenFields(words: PartWords, scopes: readonly string[] = dataScopes): Field[] {
  const { column: of } = words;
  return [
    { name: 'user', label: of.user, kind: 'search', find: findUsers, isRequired: true },
    { ...scopesField(words, scopes), description: '' },
    { name: 'days', label: of.days, kind: 'number', initial: '1' },
  ];
}

const dataScopes = grantableScopes.filter((scope) => scope.startsWith('data:'));

/** A token for trying, with the commands that read the first data with it. Throws `ProblemError`. */
export async function giveToken(
  words: PartWords,
  admin: AdminApi,
  { application, body }: Given,
): Promise<Outcome> {
  const { action, column: of, time } = words;
  const { clientId } = application;
  const { accessToken, expiresAt } = await admin.send<{ accessToken: string; expiresAt: string }>(
    'POST',
    admin.of('/applications', clientId, '/tokens'),
    body,
  );
  const { linked } = await admin.get<Admin.UserDetails>(admin.of('/users', String(body.user)));
  const api = `${location.origin}${serverRoot}/connectedcar/v4/user/vehicles`;
  const command = (path: string) =>
    tryCommand(`${api}${path}?client_id=${encodeURIComponent(clientId)}`, accessToken);
  const [first] = linked;
  return {
    text: action.tokenMade(time(expiresAt)),
    secrets: [{ label: of.accessToken, value: accessToken }],
    commands: [
      { label: action.tryVehicles, text: command('') },
      ...(first
        ? [{ label: action.tryStatus(first.vin), text: command(`/${encodeURIComponent(first.id)}/status`) }]
        : []),
    ],
  };
}
