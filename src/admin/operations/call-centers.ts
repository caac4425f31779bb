import { Type } from 'typebox';
import { ApiError } from '../../api/shared/errors.ts';
import {
  type CallCenterCountry,
  callCenterCountries,
  listCallCenters,
  removeCallCenter,
  setCallCenter,
} from '../../store/vehicles/call-centers.ts';
import { type Operation, operation, type Subject } from '../operation.ts';
import { body } from '../schemas.ts';

const CallCenter = Type.Object(
  { countryCode: Type.String(), phoneNumber: Type.String() },
  { $id: 'CallCenter' },
);

const callCenter: Subject = {
  kind: 'callCenter',
  look: async (database, country) => (await listCallCenters(database)).get(country),
};

/** Throws `ApiError`. */
function countryOf({ country = '' }: Readonly<Record<string, string>>): CallCenterCountry {
  const known = callCenterCountries.find((one) => one === country.toUpperCase());
  if (known) return known;
  throw new ApiError('noEntry', `country: ${country}, expected one of ${callCenterCountries.join(', ')}`);
}

export const callCenterOperations: readonly Operation[] = [
  operation({
    operationId: 'getCallCenters',
    method: 'GET',
    path: '/callCenters',
    tag: 'Call centres',
    summary: 'The numbers to call about stolen vehicles, by country',
    role: 'viewer',
    response: Type.Object({ callCenters: Type.Array(CallCenter) }),
    read: async ({ database }) => ({ callCenters: [...(await listCallCenters(database)).values()] }),
  }),
  operation({
    operationId: 'setCallCenter',
    method: 'PUT',
    path: '/callCenters/:country',
    tag: 'Call centres',
    summary: 'Enters or changes the number of a country',
    role: 'admin',
    body: body({ phoneNumber: Type.String({ minLength: 1, maxLength: 40 }) }),
    response: CallCenter,
    subject: callCenter,
    nameOf: ({ params }) => countryOf(params),
    async change({ database, params, body: { phoneNumber } }) {
      const countryCode = countryOf(params);
      await setCallCenter(database, countryCode, phoneNumber);
      return { countryCode, phoneNumber };
    },
  }),
  operation({
    operationId: 'removeCallCenter',
    method: 'DELETE',
    path: '/callCenters/:country',
    tag: 'Call centres',
    summary: 'Takes the number of a country away: applications are told none any more',
    role: 'admin',
    subject: callCenter,
    nameOf: ({ params }) => countryOf(params),
    async change({ database, params }) {
      await removeCallCenter(database, countryOf(params));
      return undefined;
    },
  }),
];
