import { Type } from 'typebox';
import { collection } from '../../api/shared/lists/hal.ts';
import { setPartnerQuota } from '../../store/access/quotas.ts';
import {
  findRegisteredPartner,
  getPartner,
  listPartners,
  type RegisteredPartner,
  removePartner,
  renewPartnerPassword,
} from '../../store/registry/partners.ts';
import { addPartner } from '../../store/vehicles/enrol-fleets.ts';
import type { AdminSettings } from '../context.ts';
import { givenLimits, Limits, limitsOf, quotaFrom } from '../limits.ts';
import { listQuery, readList } from '../lists.ts';
import { type Ask, type Operation, operation, type Subject } from '../operation.ts';
import { body, Name, removed, Time } from '../schemas.ts';
import { shown } from '../shown.ts';

const Partner = Type.Object(
  {
    login: Type.String(),
    clientId: Type.String(),
    limits: Limits,
    fleets: Type.Integer({ description: 'How many they have' }),
    createdAt: Time,
  },
  { $id: 'RegisteredPartner' },
);

const filters = { loginPrefix: 'Only partners whose login begins with it' };
const Password = Type.String({ description: 'Shown this once' });

const partner: Subject = {
  kind: 'partner',
  async look(database, login) {
    const found = await findRegisteredPartner(database, login);
    return found && shown(found);
  },
};

const loginOf = ({ params: { login = '' } }: Pick<Ask, 'params'>): string => login;

function present({ day, burst, ...row }: RegisteredPartner, settings: AdminSettings) {
  return { ...shown(row), limits: limitsOf({ day, burst }, settings) };
}

/** Throws `EnrolmentError`. */
async function describe({ database, context }: Ask, login: string): Promise<object> {
  return present(await getPartner(database, login), context.settings);
}

export const partnerOperations: readonly Operation[] = [
  operation({
    operationId: 'getPartners',
    method: 'GET',
    path: '/partners',
    tag: 'Partners',
    summary: 'The fleet owners, in the order in which they came',
    role: 'viewer',
    query: listQuery(filters),
    response: collection('partners', Partner),
    read: (ask) =>
      readList(ask, {
        path: '/partners',
        key: 'partners',
        filters,
        listing: (filter) => listPartners(ask.database, filter),
        present: (row) => present(row, ask.context.settings),
      }),
  }),
  operation({
    operationId: 'addPartner',
    method: 'POST',
    path: '/partners',
    tag: 'Partners',
    summary: 'Enters a fleet owner, who gets a password and a client_id',
    role: 'admin',
    body: body({ login: Name }),
    response: Type.Object({ ...Partner.properties, password: Password }, { $id: 'NewPartner' }),
    status: 201,
    subject: partner,
    nameOf: ({ body: { login } }) => login,
    secret: () => 'password',
    async change(ask) {
      const { login, password } = await addPartner(ask.database, ask.body);
      return { ...(await describe(ask, login)), password };
    },
  }),
  operation({
    operationId: 'getPartner',
    method: 'GET',
    path: '/partners/:login',
    tag: 'Partners',
    summary: 'One fleet owner',
    role: 'viewer',
    response: Partner,
    read: (ask) => describe(ask, loginOf(ask)),
  }),
  operation({
    operationId: 'renewPartnerPassword',
    method: 'POST',
    path: '/partners/:login/password',
    tag: 'Partners',
    summary: 'A new password in the place of the old one',
    role: 'admin',
    response: Type.Object({ login: Type.String(), password: Password }),
    status: 201,
    subject: partner,
    nameOf: loginOf,
    secret: () => 'password',
    async change(ask) {
      return { login: loginOf(ask), password: await renewPartnerPassword(ask.database, loginOf(ask)) };
    },
  }),
  operation({
    operationId: 'setPartnerLimits',
    method: 'PUT',
    path: '/partners/:login/limits',
    tag: 'Partners',
    summary: 'How often they may call; what is left out is what the settings say',
    role: 'admin',
    body: givenLimits,
    response: Partner,
    subject: partner,
    nameOf: loginOf,
    async change(ask) {
      await setPartnerQuota(ask.database, loginOf(ask), quotaFrom(ask.body));
      return describe(ask, loginOf(ask));
    },
  }),
  operation({
    operationId: 'removePartner',
    method: 'DELETE',
    path: '/partners/:login',
    tag: 'Partners',
    summary: 'Removes a fleet owner with their fleets; the vehicles stay',
    role: 'admin',
    response: removed('fleets'),
    subject: partner,
    nameOf: loginOf,
    async change(ask) {
      const { fleets } = await getPartner(ask.database, loginOf(ask));
      await removePartner(ask.database, loginOf(ask));
      return { removed: { fleets } };
    },
  }),
];
