import type { Admin, AdminApi } from '../../../api/admin.ts';
import { age, column, count, linkTo, MaybeAge } from '../blocks/cells.tsx';
import { bodyOf, changesOf, type Field } from '../blocks/field.ts';
import { type Action, type AnyPart, part } from '../blocks/forms.ts';
import { applicationFields } from './application-fields.ts';
import { giveToken, tokenFields } from './give-token.ts';
import { limitFacts, limitsAction } from './limits.ts';
import type { PartWords } from './part-words.ts';

type Of = Admin.RegisteredApplication;

export function applicationsPart(words: PartWords): AnyPart {
  const { column: of, frame, intro } = words;
  const yesNo = (is: boolean) => (is ? of.yes : of.no);
  return part<Of>({
    name: 'applications',
    title: frame.applications,
    intro: intro.applications,
    links: [{ label: frame.register, href: '/administration/register', role: 'admin' }],
    list: {
      path: '/applications',
      label: frame.applications,
      empty: intro.noApplications,
      keyOf: ({ clientId }) => clientId,
      columns: [
        linkTo(of.name, 'applications', ({ clientId, name }) => ({ id: clientId, text: name })),
        column(of.clientId, ({ clientId }) => <code>{clientId}</code>),
        column(of.isFirstParty, ({ isFirstParty }) => yesNo(isFirstParty)),
        count(of.users, ({ users }) => users),
        age(of.entered, ({ createdAt }) => createdAt),
      ],
      filters: [{ name: 'namePrefix', label: of.namePrefix }],
    },
    detail: {
      path: (id) => `/applications/${encodeURIComponent(id)}`,
      title: ({ name }) => name,
      facts: (one) => [
        { label: of.clientId, value: <code>{one.clientId}</code> },
        { label: of.scopes, value: one.scopes.join(', ') },
        { label: of.grants, value: one.grants.join(', ') },
        { label: of.redirectUris, value: one.redirectUris.join(', ') },
        { label: of.isFirstParty, value: yesNo(one.isFirstParty) },
        { label: of.seesCallCenters, value: yesNo(one.seesCallCenters) },
        { label: of.accessTokenS, value: one.accessTokenS ?? of.asSettings },
        ...limitFacts(words, one),
        { label: of.users, value: one.users },
        {
          label: of.previousSecretUntil,
          value: one.previousSecretUntil && words.time(one.previousSecretUntil),
        },
        { label: of.entered, value: <MaybeAge at={one.createdAt} /> },
      ],
      actions: [
        change(words),
        rotate(words),
        endOld(words),
        limitsAction(words, (admin, one) => at(admin, one, '/limits')),
        token(words),
        removal(words),
      ],
    },
  });
}

const at = (admin: AdminApi, { clientId }: { clientId: string }, rest?: string) =>
  admin.of('/applications', clientId, rest);

function change(words: PartWords): Action<Of> {
  const { action } = words;
  return {
    label: action.change,
    role: 'admin',
    question: action.change,
    fields: (one) => applicationFields(words, one),
    run: async (admin, one, { fields, values }) => {
      await admin.send('PATCH', at(admin, one), changesOf(fields, values));
      return { text: action.changed };
    },
  };
}

function rotate({ action, column: of }: PartWords): Action<Of> {
  const fields: Field[] = [{ name: 'keepOldHours', label: of.keepOldHours, kind: 'number', initial: '24' }];
  return {
    label: action.newSecret,
    role: 'admin',
    question: action.newSecretQuestion,
    text: action.rotateText,
    fields: () => fields,
    run: async (admin, one, { values }) => {
      const body = bodyOf(fields, values);
      const { clientSecret } = await admin.send<{ clientSecret: string }>(
        'POST',
        at(admin, one, '/secret'),
        body,
      );
      return {
        text: action.secretMade,
        secrets: [
          { label: of.clientId, value: one.clientId },
          { label: of.clientSecret, value: clientSecret },
        ],
      };
    },
  };
}

function endOld({ action }: PartWords): Action<Of> {
  return {
    label: action.endOld,
    role: 'admin',
    question: action.endOldQuestion,
    text: action.endOldText,
    isDangerous: true,
    applies: ({ previousSecretUntil }) => previousSecretUntil !== undefined,
    run: async (admin, one) => {
      await admin.send('DELETE', at(admin, one, '/secret/previous'));
      return { text: action.changed };
    },
  };
}

function token(words: PartWords): Action<Of> {
  const { action } = words;
  return {
    label: action.giveToken,
    role: 'admin',
    question: action.giveToken,
    text: action.giveTokenText,
    fields: () => tokenFields(words),
    run: (admin, one, { fields, values }) =>
      giveToken(words, admin, { application: one, body: bodyOf(fields, values) }),
  };
}

function removal({ action }: PartWords): Action<Of> {
  return {
    label: action.remove,
    role: 'admin',
    question: action.remove,
    text: action.removeApplicationText,
    isDangerous: true,
    isRemoval: true,
    run: (admin, one) => admin.send('DELETE', at(admin, one)).then(() => undefined),
  };
}
