import type { KoaContextWithOIDC } from 'oidc-provider';
import { codePage } from '../pages/code.ts';
import { wordsFor } from '../pages/words.ts';
import { isCustomScheme } from '../redirects.ts';
import { readsPages } from './render-error.ts';
import { securityHeaders } from './security-headers.ts';

/**
 * The way back to the application: with 302, as its clients expect. A browser that may be unable to open its scheme
 * gets a page instead. `root` is the path of the authorization server.
 */
export function answerBrowser(root: string) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    if (ctx.status === 500) return tellUnavailable(ctx);
    const uri = ctx.response.get('location');
    if (ctx.status !== 303 || uri === '' || !URL.canParse(uri)) return;
    if (!isCustomScheme(uri) || !readsPages(ctx)) {
      ctx.status = 302;
      return;
    }
    ctx.set(securityHeaders({ isHttps: ctx.protocol === 'https' }));
    const words = wordsFor({ params: { ...ctx.oidc?.params }, acceptLanguage: ctx.get('accept-language') });
    ctx.remove('location');
    ctx.status = 200;
    ctx.type = 'html';
    ctx.body = codePage({ words, root }, uri);
  };
}

/** What nobody foresaw, such as a database that is away: it is in the log. */
function tellUnavailable(ctx: KoaContextWithOIDC): void {
  ctx.status = 503;
  ctx.set('retry-after', '5');
  if (typeof ctx.body === 'object')
    ctx.body = { error: 'temporarily_unavailable', error_description: 'Try again in a moment' };
}
