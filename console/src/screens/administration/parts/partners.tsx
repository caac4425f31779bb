import type { Admin, AdminApi } from '../../../api/admin.ts';
import { age, column, count, linkTo, MaybeAge, time } from '../blocks/cells.tsx';
import { bodyOf } from '../blocks/field.ts';
import { type Action, type AnyPart, type ListForm, part, related } from '../blocks/forms.ts';
import { limitFacts, limitsAction } from './limits.ts';
import type { PartWords } from './part-words.ts';

type Of = Admin.RegisteredPartner;
/** A client certificate; times are RFC 3339. */
type Certificate = {
  serial: string;
  login: string;
  subject: string;
  createdAt: string;
  expiresAt: string;
  revokedAt?: string;
};

export function partnersPart(words: PartWords): AnyPart {
  const { column: of, frame, intro, action } = words;
  return part<Of>({
    name: 'partners',
    title: frame.partners,
    intro: intro.partners,
    additions: [addition(words)],
    list: {
      path: '/partners',
      label: frame.partners,
      keyOf: ({ login }) => login,
      columns: [
        linkTo(of.login, 'partners', ({ login }) => ({ id: login })),
        column(of.clientId, ({ clientId }) => <code>{clientId}</code>),
        count(of.fleets, ({ fleets }) => fleets),
        age(of.entered, ({ createdAt }) => createdAt),
      ],
      filters: [{ name: 'loginPrefix', label: of.loginPrefix }],
    },
    detail: {
      path: (login) => `/partners/${encodeURIComponent(login)}`,
      title: ({ login }) => login,
      facts: (one) => [
        { label: of.clientId, value: <code>{one.clientId}</code> },
        { label: of.fleets, value: one.fleets },
        ...limitFacts(words, one),
        { label: of.entered, value: <MaybeAge at={one.createdAt} /> },
      ],
      actions: [
        newPassword(words),
        limitsAction(words, (admin, one) => at(admin, one, '/limits')),
        {
          label: action.remove,
          role: 'admin',
          question: action.remove,
          text: action.removePartnerText,
          isDangerous: true,
          isRemoval: true,
          run: (admin, one) => admin.send('DELETE', at(admin, one)).then(() => undefined),
        },
      ],
      related: ({ login }) => [related(frame.certificates, certificateList(words, login))],
    },
  });
}

export function certificatesPart(words: PartWords): AnyPart {
  const { frame, intro } = words;
  return part<Certificate>({
    name: 'certificates',
    title: frame.certificates,
    intro: intro.certificates,
    list: certificateList(words),
  });
}

const at = (admin: AdminApi, { login }: { login: string }, rest?: string) =>
  admin.of('/partners', login, rest);

/** All certificates, or those of one login. */
function certificateList({ column: of, frame, action }: PartWords, login?: string): ListForm<Certificate> {
  const path = '/certificates';
  const isGood = ({ revokedAt }: Certificate) => revokedAt === undefined;
  return {
    path: login === undefined ? path : `${path}?login=${encodeURIComponent(login)}`,
    label: frame.certificates,
    keyOf: ({ serial }) => serial,
    columns: [
      column(of.serial, ({ serial }) => <code>{serial}</code>),
      column(of.login, (one) => one.login),
      column(of.subject, ({ subject }) => subject),
      time(of.expires, ({ expiresAt }) => expiresAt),
      time(of.revoked, ({ revokedAt }) => revokedAt, of.valid),
    ],
    ...(login === undefined
      ? {
          filters: [
            { name: 'login', label: of.login },
            { name: 'serial', label: of.serial },
          ],
        }
      : {}),
    actions: [
      {
        label: action.revoke,
        role: 'admin',
        question: action.revokeQuestion,
        text: action.revokeText,
        isDangerous: true,
        applies: isGood,
        run: async (admin, { serial }) => {
          await admin.send('POST', admin.of(path, serial, '/revoke'));
          return { text: action.revoked };
        },
      },
    ],
  };
}

const secretsOf = (
  { column: of }: PartWords,
  given: { login: string; password: string; clientId?: string },
) => [
  { label: of.login, value: given.login },
  { label: of.password, value: given.password },
  ...(given.clientId === undefined ? [] : [{ label: of.clientId, value: given.clientId }]),
];

function addition(words: PartWords): Action<undefined> {
  const { action, column: of } = words;
  return {
    label: action.addPartner,
    role: 'admin',
    question: action.addPartner,
    action: action.add,
    fields: () => [{ name: 'login', label: of.login, kind: 'text', isRequired: true }],
    run: async (admin, _, { fields, values }) => {
      const made = await admin.send<Admin.NewPartner>('POST', '/partners', bodyOf(fields, values));
      return { text: action.partnerAdded(made.login), secrets: secretsOf(words, made) };
    },
  };
}

function newPassword(words: PartWords): Action<Of> {
  const { action } = words;
  return {
    label: action.newPassword,
    role: 'admin',
    question: action.newPasswordQuestion,
    text: action.newPasswordText,
    run: async (admin, one) => {
      const made = await admin.send<{ login: string; password: string }>('POST', at(admin, one, '/password'));
      return { text: action.passwordMade, secrets: secretsOf(words, made) };
    },
  };
}
