import type { Admin, AdminApi } from '../../../api/admin.ts';
import { age, column, count, linkTo, MaybeAge } from '../blocks/cells.tsx';
import { bodyOf, changesOf, type Field } from '../blocks/field.ts';
import { type Action, type AnyPart, type ListForm, part, related } from '../blocks/forms.ts';
import { unpaged } from '../blocks/unpaged.ts';
import type { PartWords } from './part-words.ts';

type Row = Admin.RegisteredUser;
type Of = Admin.UserDetails;
type Linked = Of['linked'][number];

export function usersPart(words: PartWords): AnyPart {
  const { column: of, frame, intro } = words;
  return part<Row, Of>({
    name: 'users',
    title: frame.users,
    intro: intro.users,
    additions: [addition(words)],
    list: {
      path: '/users',
      label: frame.users,
      keyOf: ({ email }) => email,
      columns: [
        linkTo(of.email, 'users', ({ id, email }) => ({ id, text: email })),
        column(of.name, ({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(' ') || '–'),
        count(of.vehicles, ({ vehicles }) => vehicles),
        count(of.applications, ({ applications }) => applications),
        age(of.entered, ({ createdAt }) => createdAt),
      ],
      filters: [{ name: 'emailPrefix', label: of.emailPrefix }],
    },
    detail: {
      path: (id) => `/users/${encodeURIComponent(id)}`,
      title: ({ email }) => email,
      facts: (one) => [
        { label: of.id, value: <code>{one.id}</code> },
        { label: of.firstName, value: one.firstName },
        { label: of.lastName, value: one.lastName },
        { label: of.entered, value: <MaybeAge at={one.createdAt} /> },
        { label: of.changed, value: <MaybeAge at={one.updatedAt} /> },
      ],
      actions: [changeNames(words), changeCredentials(words), link(words), removal(words)],
      related: (one) => [
        related(intro.linked, linkedList(words, one), one.linked),
        related(intro.allowed, allowedList(words, one)),
      ],
    },
  });
}

const at = (admin: AdminApi, { id }: { id: string }, rest?: string) => admin.of('/users', id, rest);

function nameFields({ column: of }: PartWords, one?: Of): Field[] {
  return [
    { name: 'firstName', label: of.firstName, kind: 'text', initial: one?.firstName ?? '' },
    { name: 'lastName', label: of.lastName, kind: 'text', initial: one?.lastName ?? '' },
  ];
}

function linkedList({ column: of, action, intro }: PartWords, user: Of): ListForm<Linked> {
  return {
    path: '',
    label: intro.linked,
    empty: intro.noLinked,
    keyOf: ({ vin }) => vin,
    columns: [
      linkTo(of.vin, 'vehicles', ({ vin }) => ({ id: vin })),
      column(of.apiId, ({ id }) => <code>{id}</code>),
    ],
    actions: [
      {
        label: action.unlink,
        role: 'operator',
        question: action.unlinkQuestion,
        text: action.unlinkText,
        isDangerous: true,
        run: (admin, { vin }) =>
          admin.send('DELETE', at(admin, user, `/vehicles/${encodeURIComponent(vin)}`)).then(() => undefined),
      },
    ],
  };
}

function allowedList(words: PartWords, user: Of): ListForm<Admin.AllowedApplication> {
  const { column: of, action, intro, scope } = words;
  const path = `/users/${encodeURIComponent(user.id)}/applications`;
  return {
    path,
    label: intro.allowed,
    empty: intro.noAllowed,
    keyOf: ({ name }) => name,
    read: unpaged(path, 'applications'),
    columns: [
      linkTo(of.name, 'applications', ({ clientId, name }) => ({ id: clientId, text: name })),
      column(of.scopes, ({ scopes, isFirstParty }) =>
        [...(isFirstParty ? [of.all] : []), ...scopes.map(scope)].join('; '),
      ),
      age(of.since, ({ since }) => since),
    ],
    actions: [
      {
        label: action.withdraw,
        role: 'operator',
        question: action.withdrawQuestion,
        text: action.withdrawText,
        isDangerous: true,
        run: (admin, { clientId }) =>
          admin.send('DELETE', `${path}/${encodeURIComponent(clientId)}`).then(() => undefined),
      },
    ],
  };
}

function addition(words: PartWords): Action<undefined> {
  const { action, column: of } = words;
  return {
    label: action.addUser,
    role: 'operator',
    question: action.addUser,
    action: action.add,
    fields: () => [
      { name: 'email', label: of.email, kind: 'email', isRequired: true },
      { name: 'password', label: of.password, kind: 'password', isRequired: true },
      ...nameFields(words),
    ],
    run: async (admin, _, { fields, values }) => {
      const { email } = await admin.send<Of>('POST', '/users', bodyOf(fields, values));
      return { text: action.userAdded(email) };
    },
  };
}

function changing(
  words: PartWords,
  given: Pick<Action<Of>, 'label' | 'role' | 'text' | 'fields'>,
): Action<Of> {
  const { action } = words;
  return {
    ...given,
    question: given.label,
    run: async (admin, one, { fields, values }) => {
      await admin.send('PATCH', at(admin, one), changesOf(fields, values));
      return { text: action.changed };
    },
  };
}

const changeNames = (words: PartWords) =>
  changing(words, { label: words.action.change, role: 'operator', fields: (one) => nameFields(words, one) });

/** Whoever can change these can come in as the user. */
function changeCredentials(words: PartWords): Action<Of> {
  const { action, column: of } = words;
  return changing(words, {
    label: action.credentials,
    role: 'admin',
    text: action.credentialsText,
    fields: ({ email }) => [
      { name: 'email', label: of.email, kind: 'email', initial: email },
      { name: 'password', label: of.password, kind: 'password' },
    ],
  });
}

function link({ action, column: of }: PartWords): Action<Of> {
  return {
    label: action.link,
    role: 'operator',
    question: action.link,
    fields: () => [{ name: 'vin', label: of.vin, kind: 'text', isRequired: true }],
    run: async (admin, one, { fields, values }) => {
      await admin.send('POST', at(admin, one, '/vehicles'), bodyOf(fields, values));
      return { text: action.changed };
    },
  };
}

function removal({ action }: PartWords): Action<Of> {
  return {
    label: action.remove,
    role: 'operator',
    question: action.remove,
    text: action.removeUserText,
    isDangerous: true,
    isRemoval: true,
    run: (admin, one) => admin.send('DELETE', at(admin, one)).then(() => undefined),
  };
}
