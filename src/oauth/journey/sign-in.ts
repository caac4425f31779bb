import type { FastifyReply } from 'fastify';
import { addressKey, type Throttle } from '../../auth/throttle.ts';
import { type Account, findAccountByEmail } from '../../store/people/users.ts';
import { addUser, EnrolmentError } from '../../store/vehicles/enrolment.ts';
import { type SignUpForm, signInPage, signUpPage } from '../pages/sign-in.ts';
import { loginOf } from '../provider/sign-ins.ts';
import { finish, goTo, type Step, show } from './step.ts';

export function showSignIn(step: Step): FastifyReply {
  const hint = step.interaction.params.login_hint;
  const email = typeof hint === 'string' ? hint.slice(0, 200) : '';
  return show(step, signInPage(step.page, { email, canSignUp: step.oauth.settings.signUp }));
}

export async function signIn(step: Step): Promise<FastifyReply> {
  const { oauth, form, page, request } = step;
  const [email, password] = [form.get('email') ?? '', form.get('password') ?? ''];
  const signedIn = await oauth.signIn({ name: email, password, address: request.ip });
  if (signedIn.outcome === 'in') return enter(step, signedIn.who);
  const { words } = page;
  const isTooMany = signedIn.outcome === 'wait';
  const fault = isTooMany ? words.tooMany(Math.ceil(signedIn.seconds / 60)) : words.wrongPassword;
  if (isTooMany) step.reply.header('retry-after', signedIn.seconds);
  const again = signInPage({ ...page, fault }, { email, canSignUp: oauth.settings.signUp });
  return show(step, again, isTooMany ? 429 : 401);
}

/** Signs in; whoever was signed in before in this browser no longer is. */
async function enter(step: Step, account: Account): Promise<FastifyReply> {
  const { interaction, form } = step;
  if (interaction.session && interaction.session.accountId !== account.publicId) await leave(step);
  return finish(step, { login: loginOf(account, { remember: form.get('remember') === 'yes' }) });
}

/** Ends the session of this browser. */
async function leave({ provider, interaction }: Step): Promise<void> {
  const { session } = interaction;
  const known = session?.cookie ? await provider.Session.find(session.cookie) : undefined;
  await known?.destroy();
  Object.assign(interaction, { session: undefined });
  await interaction.persist();
}

/** Another person at the same browser: the journey begins anew. */
export async function switchAccount(step: Step): Promise<FastifyReply> {
  const { interaction, page, reply } = step;
  await leave(step);
  const asked = Object.entries(interaction.params).filter(([, value]) => typeof value === 'string');
  const query = new URLSearchParams(asked as [string, string][]);
  query.set('prompt', 'login');
  return reply.header('cache-control', 'no-store').redirect(`${page.root}/authorize?${query}`, 303);
}

export function showSignUp(step: Step): FastifyReply {
  return step.oauth.settings.signUp ? show(step, signUpPage(step.page, {})) : goTo(step, '');
}

export async function signUp(step: Step, attempts: Throttle): Promise<FastifyReply> {
  const { oauth, form, page, request } = step;
  const { words } = page;
  if (!oauth.settings.signUp) return goTo(step, '');
  const given = signUpForm(form);
  const waitMs = attempts.take(addressKey(request.ip));
  const fault = waitMs > 0 ? words.tooMany(Math.ceil(waitMs / 60_000)) : faultOf(step, given);
  if (fault !== undefined) return show(step, signUpPage({ ...page, fault }, given), waitMs > 0 ? 429 : 422);
  const { database } = oauth.deps;
  try {
    await addUser(database, {
      ...given,
      firstName: given.firstName || undefined,
      lastName: given.lastName || undefined,
    });
  } catch (error) {
    if (!(error instanceof EnrolmentError)) throw error;
    return show(step, signUpPage({ ...page, fault: words.noNewAccount }, given), 422);
  }
  const account = await findAccountByEmail(database, given.email);
  return account ? enter(step, account) : goTo(step, '');
}

type NewAccount = Required<SignUpForm> & { password: string };

function signUpForm(form: URLSearchParams): NewAccount {
  const text = (name: string) =>
    (form.get(name) ?? '')
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 200);
  const password = (form.get('password') ?? '').slice(0, 1000);
  return { email: text('email'), password, firstName: text('firstName'), lastName: text('lastName') };
}

function faultOf({ page: { words } }: Step, { email, password }: NewAccount): string | undefined {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return words.invalidEmail;
  return password.length < 10 ? words.shortPassword : undefined;
}
