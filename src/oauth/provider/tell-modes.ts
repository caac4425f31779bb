import type { KoaContextWithOIDC } from 'oidc-provider';
import { responseModes } from './clients.ts';

/** Discovery names the response modes that applications can use; the library names all that it knows. */
export async function tellModes(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  if (ctx.oidc?.route === 'discovery')
    Object.assign(ctx.body as object, { response_modes_supported: responseModes });
}
