import type { Admin } from '../../../api/admin.ts';
import { column } from '../blocks/cells.tsx';
import type { Action, ListForm } from '../blocks/forms.ts';
import { unpaged } from '../blocks/unpaged.ts';
import type { PartWords } from './part-words.ts';

const known = ['ConnectivityForPartners', 'Connected Fleet', 'TMTS'] as const;

const pathOf = (vin: string, rest = '') => `/vehicles/${encodeURIComponent(vin)}/services${rest}`;

/** What a vehicle uploads and for whom. */
export function serviceList({ column: of, action, intro }: PartWords, vin: string): ListForm<Admin.Service> {
  const path = pathOf(vin);
  return {
    path,
    label: intro.services,
    empty: intro.noServices,
    keyOf: ({ name }) => name,
    columns: [
      column(of.service, ({ name }) => name),
      column(of.audience, ({ audience }) => audience),
      column(of.scopes, ({ scopes }) => scopes.join(', ')),
    ],
    read: unpaged(path, 'services'),
    actions: [
      {
        label: action.switchOff,
        role: 'operator',
        question: action.switchOffQuestion,
        isDangerous: true,
        run: (admin, { name }) =>
          admin.send('DELETE', pathOf(vin, `/${encodeURIComponent(name)}`)).then(() => undefined),
      },
    ],
  };
}

/** Switches on one of the known services. */
export function activateService({ column: of, action }: PartWords): Action<Admin.VehicleDetails> {
  const [first] = known;
  return {
    label: action.activateService,
    role: 'operator',
    question: action.activateService,
    text: action.serviceText,
    fields: () => [
      {
        name: 'name',
        label: of.service,
        kind: 'choice',
        choices: known.map((key) => ({ key, text: key })),
        initial: first,
      },
    ],
    run: async (admin, { vin }, { values }) => {
      await admin.send('PUT', pathOf(vin, `/${encodeURIComponent(String(values.name))}`), {});
      return { text: action.changed };
    },
  };
}
