import type { Admin, Role } from '../../../api/admin.ts';
import { age, column, time } from '../blocks/cells.tsx';
import { bodyOf, type Field } from '../blocks/field.ts';
import { type Action, type AnyPart, part } from '../blocks/forms.ts';
import { unpaged } from '../blocks/unpaged.ts';
import type { PartWords } from './part-words.ts';

const roles: readonly Role[] = ['viewer', 'operator', 'admin'];

const roleField = ({ column: of }: PartWords, initial: Role = 'viewer'): Field => ({
  name: 'role',
  label: of.role,
  kind: 'choice',
  choices: roles.map((key) => ({ key, text: key })),
  initial,
});

export function administratorsPart(words: PartWords): AnyPart {
  const { column: of, frame, intro, action } = words;
  const path = '/administrators';
  return part<Admin.Administrator>({
    name: 'administrators',
    title: frame.administrators,
    intro: intro.administrators,
    role: 'admin',
    additions: [
      {
        label: action.addAdministrator,
        role: 'admin',
        question: action.addAdministrator,
        action: action.add,
        fields: () => [
          { name: 'name', label: of.name, kind: 'text', isRequired: true },
          { name: 'password', label: of.password, kind: 'password', isRequired: true },
          roleField(words),
        ],
        run: async (admin, _, { fields, values }) => {
          const { name } = await admin.send<Admin.Administrator>('POST', path, bodyOf(fields, values));
          return { text: action.administratorAdded(name) };
        },
      },
    ],
    list: {
      path,
      label: frame.administrators,
      keyOf: ({ name }) => name,
      read: unpaged(path, 'administrators'),
      columns: [
        column(of.name, ({ name }) => name),
        column(of.role, ({ role }) => role),
        age(of.entered, ({ createdAt }) => createdAt),
        age(of.changed, ({ updatedAt }) => updatedAt),
      ],
      actions: [
        {
          label: action.change,
          role: 'admin',
          question: action.change,
          fields: ({ role }) => [
            roleField(words, role),
            { name: 'password', label: of.newPassword, description: of.emptyKeeps, kind: 'password' },
          ],
          run: async (admin, { name }, { fields, values }) => {
            await admin.send('PATCH', admin.of(path, name), bodyOf(fields, values));
            return { text: action.changed };
          },
        },
        removal(words, path),
      ],
    },
  });
}

export function tokensPart(words: PartWords): AnyPart {
  const { column: of, frame, intro, action } = words;
  const path = '/tokens';
  return part<Admin.Token>({
    name: 'tokens',
    title: frame.tokens,
    intro: intro.tokens,
    role: 'admin',
    additions: [
      {
        label: action.addToken,
        role: 'admin',
        question: action.addToken,
        text: action.tokenText,
        action: action.add,
        fields: () => [
          { name: 'name', label: of.name, kind: 'text', isRequired: true },
          roleField(words),
          { name: 'days', label: of.days, description: action.daysOrEver, kind: 'number' },
        ],
        run: async (admin, _, { fields, values }) => {
          const made = await admin.send<Admin.NewToken>('POST', path, bodyOf(fields, values));
          return { text: made.name, secrets: [{ label: of.token, value: made.token }] };
        },
      },
    ],
    list: {
      path,
      label: frame.tokens,
      keyOf: ({ name }) => name,
      read: unpaged(path, 'tokens'),
      columns: [
        column(of.name, ({ name }) => name),
        column(of.role, ({ role }) => role),
        age(of.entered, ({ createdAt }) => createdAt),
        time(of.expires, ({ expiresAt }) => expiresAt, of.never),
      ],
      actions: [removal(words, path)],
    },
  });
}

function removal({ action }: PartWords, path: string): Action<{ name: string }> {
  return {
    label: action.remove,
    role: 'admin',
    question: action.remove,
    isDangerous: true,
    run: (admin, { name }) => admin.send('DELETE', admin.of(path, name)).then(() => undefined),
  };
}
