import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { errorPage } from '../pages/error.ts';
import { wordsFor } from '../pages/words.ts';
import { securityHeaders } from './security-headers.ts';

/** How the documentation calls what is wrong before there is an application to go back to. */
const names: Record<string, string> = {
  invalid_client: 'Invalid Client ID',
  invalid_redirect_uri: 'Invalid redirect URI',
  server_error: 'Try again in a moment',
};

/** An error that cannot go back to the application: a page for people, JSON for programs. */
export function renderError(ctx: KoaContextWithOIDC, out: ErrorOut): void {
  const { error } = out;
  const description = names[error] ?? out.error_description;
  if (!readsPages(ctx)) {
    ctx.body = { error, ...(description === undefined ? {} : { error_description: description }) };
    return;
  }
  const { issuer } = ctx.oidc;
  const words = wordsFor({ params: ctx.query, acceptLanguage: ctx.get('accept-language') });
  const { pathname: root, protocol } = new URL(issuer);
  ctx.set(securityHeaders({ isHttps: protocol === 'https:' }));
  ctx.type = 'html';
  ctx.body = errorPage({ words, root }, { error, description });
}

/** Whether somebody sits before it: browsers name HTML, programs do not. */
export function readsPages(ctx: KoaContextWithOIDC): boolean {
  return ctx.get('accept').includes('text/html');
}
