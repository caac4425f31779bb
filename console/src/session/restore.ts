import type { ConsoleConfig } from './config.ts';
import { enterDemo } from './doors.ts';
import { comeBack, leaveToSignIn, signedInDriver } from './driver.ts';
import { remember, remembered, type SignedIn } from './role.ts';

/**
 * Who is signed in when the page has just been loaded: whoever comes from the sign-in page, who was signed in before
 * a reload, or in the demo its driver. Undefined where somebody has to sign in. Resolves never when the browser leaves.
 */
export async function restore(
  config: ConsoleConfig,
  { language, backTo }: { language: string; backTo: string },
): Promise<SignedIn | undefined> {
  const { clientId, isDemo } = config;
  const back = clientId === undefined ? undefined : await comeBack(clientId);
  if (back && 'tokens' in back) return signedInDriver(clientId ?? '', back.tokens);
  const before = remembered();
  if (back) {
    // Nobody is signed in there any more, or they refused.
    remember(undefined);
    return undefined;
  }
  if (before?.isDemo && isDemo) return enterDemo(before.role);
  if (before?.role === 'driver' && clientId !== undefined) {
    await leaveToSignIn(clientId, { backTo, isSilent: true, language });
    return new Promise(() => undefined);
  }
  if (!before && isDemo && !hasSignedOut()) {
    remember({ role: 'driver', isDemo: true });
    return enterDemo('driver');
  }
  return undefined;
}

/** Whoever signs out of the demo stays outside until they choose a door. */
const hasSignedOut = () => sessionStorage.getItem(signedOutPlace) !== null;

const signedOutPlace = 'roadwire.signed-out';

export function noteSignedOut(): void {
  sessionStorage.setItem(signedOutPlace, 'yes');
}
