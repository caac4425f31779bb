import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { AdminApi } from '../api/admin.ts';
import type { Face } from '../api/face.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { type ConsoleConfig, readConfig } from './config.ts';
import { enterDemo } from './doors.ts';
import { leaveToSignIn } from './driver.ts';
import { noteSignedOut, restore } from './restore.ts';
import { type RoleName, remember, type SignedIn } from './role.ts';

type Known = { config: ConsoleConfig | undefined; who: SignedIn | undefined; isRestoring: boolean };

export type Session = Known & {
  /** Why the last way in did not lead in. */
  failure: unknown;
  /** Leaves for the sign-in page; the page is loaded anew afterwards. */
  signInAsDriver(): Promise<void>;
  /** Takes over who has just signed in. */
  enter(who: SignedIn): void;
  /** In the demo: as somebody of it. */
  enterDemoAs(role: RoleName): Promise<void>;
  signOut(): Promise<void>;
};

const Context = createContext<Session | undefined>(undefined);

/** Who is signed in. A reload brings drivers back by their sign-in, and those of the demo by its doors. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { language } = usePreferences();
  const [known, setKnown] = useState<Known>({ config: undefined, who: undefined, isRestoring: true });
  const [failure, setFailure] = useState<unknown>();
  const [isHeld] = useState({ is: false });
  useEffect(() => {
    // Once, also where React runs effects twice: a code of the sign-in is good once.
    if (isHeld.is) return;
    isHeld.is = true;
    const show = (changes: Partial<Known>) => setKnown((before) => ({ ...before, ...changes }));
    begin(language, show).catch((error: unknown) => {
      setFailure(error);
      show({ isRestoring: false });
    });
  }, [language, isHeld]);
  const { config } = known;
  const signInAsDriver = useCallback(async () => {
    if (config?.clientId === undefined) return;
    remember({ role: 'driver', isDemo: false });
    await leaveToSignIn(config.clientId, { backTo: here(), isSilent: false, language });
  }, [config, language]);
  const session = useMemo<Session>(() => {
    const enter = (who: SignedIn, isDemo = false) => {
      remember({ role: who.role, isDemo });
      setFailure(undefined);
      setKnown((before) => ({ ...before, who, isRestoring: false }));
    };
    return {
      ...known,
      failure,
      signInAsDriver,
      enter: (who) => enter(who),
      enterDemoAs: (role) => enterDemo(role).then((who) => enter(who, true), setFailure),
      async signOut() {
        remember(undefined);
        noteSignedOut();
        setKnown((before) => ({ ...before, who: undefined }));
        await known.who?.signOut();
      },
    };
  }, [known, failure, signInAsDriver]);
  return <Context value={session}>{children}</Context>;
}

async function begin(language: string, show: (known: Partial<Known>) => void): Promise<void> {
  const config = await readConfig();
  show({ config });
  show({ who: await restore(config, { language, backTo: here() }), isRestoring: false });
}

const here = () => `${location.pathname}${location.search}${location.hash}`;

export function useSession(): Session {
  const session = use(Context);
  if (!session) throw new Error('no SessionProvider around');
  return session;
}

/** The Web API as who is signed in sees it; for screens of drivers and fleet owners. */
export function useFace(): Face {
  const { who } = useSession();
  if (!who || who.role === 'administrator') throw new Error('nobody with vehicles is signed in');
  return who.face;
}

/** The administration; for screens of administrators. */
export function useAdmin(): {
  admin: AdminApi;
  rights: Extract<SignedIn, { role: 'administrator' }>['rights'];
} {
  const { who } = useSession();
  if (who?.role !== 'administrator') throw new Error('no administrator is signed in');
  return who;
}
