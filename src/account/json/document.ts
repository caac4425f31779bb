import { accountPath } from '../context.ts';

/** The OpenAPI document of the account as JSON. */
export const accountDocument = {
  path: '/openapi/account.json',
  root: `${accountPath}/v1`,
  info: {
    title: 'Roadwire: my account',
    description:
      'What the pages of the account show, for the console: tokens of other applications open nothing here.',
    version: '1',
  },
  securitySchemes: { token: { type: 'http' as const, scheme: 'bearer' } },
};
