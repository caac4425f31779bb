import type { Admin } from '../../../api/admin.ts';
import { column } from '../blocks/cells.tsx';
import type { Field } from '../blocks/field.ts';
import type { Action, ListForm } from '../blocks/forms.ts';
import { onePage } from '../blocks/unpaged.ts';
import { dataAbilities, remoteAbilities, wakeUpChannels } from './ability-names.ts';
import type { PartWords } from './part-words.ts';

/** What a vehicle can tell, what it can be told to do, or how it is woken. */
type Row = { kind: 'data' | 'remote' | 'wakeUp'; names: readonly string[] };

const pathOf = (vin: string, rest: string) => `/vehicles/${encodeURIComponent(vin)}${rest}`;

/** What a vehicle can do, with how it is woken; each can be changed. */
export function abilityList(words: PartWords, vin: string): ListForm<Row> {
  const { column: of, action, intro, ability } = words;
  return {
    path: pathOf(vin, '/capabilities'),
    label: intro.abilities,
    keyOf: ({ kind }) => of[kind],
    columns: [
      column(of.kind, ({ kind }) => of[kind]),
      column(of.abilities, ({ names }) => names.map(ability).join(', ') || of.nothing),
    ],
    async read(admin, _, signal) {
      const { data, remote } = await admin.get<Admin.Capabilities>(pathOf(vin, '/capabilities'), {}, signal);
      const { channel } = await admin.get<Admin.WakeUpChannel>(pathOf(vin, '/wakeUp'), {}, signal);
      return onePage<Row>([
        { kind: 'data', names: data },
        { kind: 'remote', names: remote },
        { kind: 'wakeUp', names: [channel] },
      ]);
    },
    actions: [
      {
        label: action.change,
        role: 'operator',
        question: action.changeAbilities,
        text: action.abilitiesText,
        fields: (row) => [fieldOf(words, row)],
        async run(admin, { kind }, { values }) {
          if (kind === 'wakeUp') await admin.send('PUT', pathOf(vin, '/wakeUp'), { channel: values.wakeUp });
          else await admin.send('PATCH', pathOf(vin, '/capabilities'), { [kind]: values[kind] });
          return { text: action.changed };
        },
      },
    ],
  };
}

function fieldOf({ column: of, ability }: PartWords, { kind, names }: Row): Field {
  const choices = (keys: readonly string[]) => keys.map((key) => ({ key, text: ability(key) }));
  const named = { name: kind, label: of[kind] };
  if (kind === 'wakeUp')
    return { ...named, kind: 'choice', choices: choices(wakeUpChannels), initial: names[0] ?? 'all' };
  const all = kind === 'data' ? dataAbilities : remoteAbilities;
  return { ...named, kind: 'choices', choices: choices(all), initial: names };
}

/** What is said of this vehicle alone is forgotten. */
export function usualAbilities({ action }: PartWords): Action<Admin.VehicleDetails> {
  return {
    label: action.usualAbilities,
    role: 'operator',
    question: action.usualAbilities,
    text: action.usualAbilitiesText,
    run: async (admin, { vin }) => {
      await admin.send('PUT', pathOf(vin, '/capabilities'), {});
      return { text: action.changed };
    },
  };
}
