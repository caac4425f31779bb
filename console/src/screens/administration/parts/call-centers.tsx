import type { Admin } from '../../../api/admin.ts';
import { column } from '../blocks/cells.tsx';
import { type AnyPart, part } from '../blocks/forms.ts';
import { onePage } from '../blocks/unpaged.ts';
import type { PartWords } from './part-words.ts';

/** Those of the contract. */
const countries = ['AR', 'BR', 'CL'] as const;

type Row = { countryCode: string; phoneNumber?: string };

export function callCentersPart({ column: of, frame, intro, action, country }: PartWords): AnyPart {
  const path = '/callCenters';
  return part<Row>({
    name: 'call-centers',
    title: frame.callCenters,
    intro: intro.callCenters,
    list: {
      path,
      label: frame.callCenters,
      keyOf: ({ countryCode }) => country(countryCode),
      columns: [
        column(of.country, ({ countryCode }) => `${country(countryCode)} (${countryCode})`),
        column(of.phoneNumber, ({ phoneNumber = of.noNumber }) => phoneNumber),
      ],
      async read(admin, _, signal) {
        const answer = await admin.get<{ callCenters: Admin.CallCenter[] }>(path, {}, signal);
        const numberOf = new Map(answer.callCenters.map((one) => [one.countryCode, one]));
        return onePage<Row>(countries.map((countryCode) => numberOf.get(countryCode) ?? { countryCode }));
      },
      actions: [
        {
          label: action.change,
          role: 'admin',
          question: action.changeNumber,
          text: action.numberText,
          fields: ({ phoneNumber = '' }) => [
            {
              name: 'phoneNumber',
              label: of.phoneNumber,
              kind: 'tel',
              isRequired: true,
              initial: phoneNumber,
            },
          ],
          async run(admin, { countryCode }, { values }) {
            await admin.send('PUT', admin.of(path, countryCode), {
              phoneNumber: String(values.phoneNumber).trim(),
            });
            return { text: action.changed };
          },
        },
        {
          label: action.remove,
          role: 'admin',
          question: action.removeNumber,
          text: action.removeNumberText,
          isDangerous: true,
          applies: ({ phoneNumber }) => phoneNumber !== undefined,
          run: (admin, { countryCode }) =>
            admin.send('DELETE', admin.of(path, countryCode)).then(() => undefined),
        },
      ],
    },
  });
}
