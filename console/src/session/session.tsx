import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { AdminApi } from '../api/admin.ts';
import type { Face } from '../api/face.ts';
import { problemOf } from '../api/problem.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { type ConsoleConfig, readConfig } from './config.ts';
import { enterDemo } from './doors.ts';
import { leaveToSignIn } from './driver.ts';
import type { Over } from './keep-credentials.ts';
import { noteSignedOut, restore } from './restore.ts';
import { type RoleName, remember, remembered, type SignedIn } from './role.ts';

type Known = {
  config: ConsoleConfig | undefined;
  who: SignedIn | undefined;
  isRestoring: boolean;
  /** Why the last way in did not lead in. */
  failure: unknown;
};

export type Session = Known & {
  /** Leaves for the sign-in page; the page is loaded anew afterwards. */
  signInAsDriver(): Promise<void>;
  /** Takes over who has just signed in. */
  enter(who: SignedIn): void;
  /** In the demo: as somebody of it. */
  enterDemoAs(role: RoleName): Promise<void>;
  signOut(): Promise<void>;
  /** For who is signed in no more: the way in that they came by, back to this place. */
  signInAgain(): Promise<void>;
};

const Context = createContext<Session | undefined>(undefined);

/** Who is signed in. A reload brings drivers back by their sign-in, and those of the demo by its doors. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { language } = usePreferences();
  const [known, setKnown] = useState<Known>({
    config: undefined,
    who: undefined,
    isRestoring: true,
    failure: undefined,
  });
  const [isHeld] = useState({ is: false });
  useEffect(() => {
    // Once, also where React runs effects twice: a code of the sign-in is good once.
    if (isHeld.is) return;
    isHeld.is = true;
    const show = (changes: Partial<Known>) => setKnown((before) => ({ ...before, ...changes }));
    begin(language, show).catch((error: unknown) => {
      show({ isRestoring: false, failure: error });
    });
  }, [language, isHeld]);
  const { config } = known;
  const signInAsDriver = useCallback(async () => {
    if (config?.clientId === undefined) return;
    remember({ role: 'driver', isDemo: false });
    const way = { backTo: here(), isSilent: false, language };
    await leaveToSignIn(config.clientId, way).catch((failure: unknown) =>
      setKnown((before) => ({ ...before, failure })),
    );
  }, [config, language]);
  const session = useMemo<Session>(() => {
    const enter = (who: SignedIn, isDemo = false) => {
      remember({ role: who.role, isDemo });
      setKnown((before) => ({ ...before, who, isRestoring: false, failure: undefined }));
    };
    const leave = () => setKnown((before) => ({ ...before, who: undefined }));
    const enterDemoAs = (role: RoleName) =>
      enterDemo(role).then(
        (who) => enter(who, true),
        (failure: unknown) => setKnown((before) => ({ ...before, failure })),
      );
    return {
      ...known,
      signInAsDriver,
      enter: (who) => enter(who),
      enterDemoAs,
      async signInAgain() {
        const before = remembered();
        if (before?.isDemo) return enterDemoAs(before.role);
        if (before?.role === 'driver') return signInAsDriver();
        remember(undefined);
        leave();
      },
      async signOut() {
        remember(undefined);
        noteSignedOut();
        leave();
        await known.who?.signOut();
      },
    };
  }, [known, signInAsDriver]);
  return <Context value={session}>{children}</Context>;
}

async function begin(language: string, show: (known: Partial<Known>) => void): Promise<void> {
  const config = await untilThere(readConfig, (failure) => show({ failure }));
  show({ config, failure: undefined });
  show({ who: await restore(config, { language, backTo: here() }), isRestoring: false });
}

const pauseMs = 2000;

/** Asks until the server answers, and tells of every time that it does not. Throws what it says against it. */
async function untilThere<Answer>(
  ask: () => Promise<Answer>,
  onAway: (failure: unknown) => void,
): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!problemOf(error).isAway) throw error;
      onAway(error);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
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

/** Whether who is signed in has to sign in again: what they came with opens nothing any more. */
export function useOver(): boolean {
  const over = useSession().who?.over ?? never;
  return useSyncExternalStore(over.subscribe, over.is);
}

const never: Over = { is: () => false, subscribe: () => () => undefined };
