import type { Admin, AdminApi } from '../../../api/admin.ts';
import { bodyOf, type Field } from '../blocks/field.ts';
import type { Action } from '../blocks/forms.ts';
import type { PartWords } from './part-words.ts';

type Limited = { limits: Admin.Limits };

/** How often somebody may call; empty is what the settings say. */
export function limitsAction<Of extends Limited>(
  { action, column: of }: PartWords,
  pathOf: (admin: AdminApi, one: Of) => string,
): Action<Of> {
  const field = (name: 'perDay' | 'perSecond', limits: Admin.Limits): Field => ({
    name,
    label: of[name],
    description: of.emptyIsSettings,
    kind: 'number',
    initial: limits.own.includes(name) ? String(limits[name]) : '',
  });
  return {
    label: action.limits,
    role: 'admin',
    question: action.limits,
    text: action.limitsText,
    fields: ({ limits }) => [field('perDay', limits), field('perSecond', limits)],
    run: async (admin, one, { fields, values }) => {
      await admin.send('PUT', pathOf(admin, one), bodyOf(fields, values));
      return { text: action.changed };
    },
  };
}

/** The limits as facts. */
export function limitFacts({ column: of }: PartWords, { limits }: Limited) {
  const text = (name: 'perDay' | 'perSecond') =>
    limits.own.includes(name) ? String(limits[name]) : `${limits[name]} (${of.asSettings})`;
  return [
    { label: of.perDay, value: text('perDay') },
    { label: of.perSecond, value: text('perSecond') },
  ];
}
