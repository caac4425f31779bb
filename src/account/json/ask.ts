import type { Account } from '../../store/people/users.ts';
import type { AccountContext } from '../context.ts';

/** A request of the console for the user who is signed in there. */
export type JsonAsk = {
  context: AccountContext;
  account: Account;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
};
