import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { SignIn } from '../../auth/sign-in.ts';
import type { Account } from '../../store/people/users.ts';
import { answerBrowser } from '../answers/render-redirect.ts';
import { type OauthDeps, type OauthSettings, oauthPath, rootOf } from '../context.ts';
import { createPasswordGrant, passwordGrantParameters } from '../password-grant.ts';
import { judgeClients } from './clients.ts';
import { configurationOf } from './configuration.ts';
import { readKeys } from './keys.ts';
import { loadLibrary } from './load-library.ts';
import { keepMarks } from './sign-ins.ts';
import { tellModes } from './tell-modes.ts';

/** The library, set up for the address under which the world reaches this server. */
export async function createProvider(
  settings: OauthSettings,
  deps: OauthDeps & { signIn: SignIn<Account> },
): Promise<Provider> {
  const { database, clock, log, signIn } = deps;
  const library = await loadLibrary();
  const issuer = `${deps.publicUrl()}${oauthPath}`;
  const root = rootOf(deps);
  const provider = new library.Provider(
    issuer,
    configurationOf({
      settings,
      keys: await readKeys(database),
      adapterDeps: { database, clock, refreshGraceMs: settings.refreshGraceS * 1000 },
      noteRead: deps.noteRead,
      root,
      isHttps: issuer.startsWith('https:'),
    }),
  );
  judgeClients(provider, clock);
  keepMarks(provider);
  if (settings.passwordGrant)
    provider.registerGrantType(
      'password',
      createPasswordGrant(provider, { database, signIn }),
      passwordGrantParameters,
    );
  // The request is a copy that says how the world sees it: copy-request.ts.
  provider.proxy = true;
  provider.silent = true;
  provider.use(answerBrowser(root));
  provider.use(tellModes);
  provider.on('server_error', (ctx: KoaContextWithOIDC, error: Error) =>
    log.error({ err: error, route: ctx.oidc?.route }, 'the authorization server failed'),
  );
  // As the Web API has it: what was granted goes back with the code.
  provider.on('authorization.success', (ctx: KoaContextWithOIDC, out?: object) => {
    Object.assign(out ?? {}, { scope: String(ctx.oidc.params?.scope ?? '') });
  });
  return provider;
}
