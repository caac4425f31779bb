import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import { Router, useLocation } from 'wouter';
import { consoleRoot } from '../api/server-root.ts';
import { PreferencesProvider, usePreferences } from '../preferences/preferences.tsx';
import { createQueryClient } from '../query/client.ts';
import { LiveProvider } from '../query/live-provider.tsx';
import { SignIn } from '../screens/sign-in/sign-in.tsx';
import type { SignedIn } from '../session/role.ts';
import { SessionProvider, useSession } from '../session/session.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { localeOf } from '../units/units.ts';
import { Screens } from './screens.tsx';
import { Shell } from './shell.tsx';

/** Everything that is around the screens. */
export function App() {
  return (
    <PreferencesProvider>
      <Languages>
        <Router base={consoleRoot}>
          <Links>
            <SessionProvider>
              <Inside />
            </SessionProvider>
          </Links>
        </Router>
      </Languages>
    </PreferencesProvider>
  );
}

function Languages({ children }: { children: ReactNode }) {
  const { language, units } = usePreferences();
  return <I18nProvider locale={localeOf(language, units)}>{children}</I18nProvider>;
}

/** Links of the components go the way of the router. */
function Links({ children }: { children: ReactNode }) {
  const [, navigate] = useLocation();
  return (
    <RouterProvider
      navigate={navigate}
      useHref={(path) => (path.startsWith('/') ? `${consoleRoot}${path}` : path)}
    >
      {children}
    </RouterProvider>
  );
}

/** The screens of who is signed in, else the one to sign in. Nothing of one person is kept for the next. */
function Inside() {
  const { who, isRestoring, failure } = useSession();
  if (isRestoring) return failure === undefined ? <Loading /> : <Failed error={failure} />;
  if (!who) return <SignIn />;
  return <Signed key={`${who.role} ${who.name}`} who={who} />;
}

function Signed({ who }: { who: SignedIn }) {
  const [client] = useState(createQueryClient);
  const [first] = useState(who);
  useEffect(() => {
    // Somebody has come in again: what was refused meanwhile is asked for anew.
    if (who !== first) void client.invalidateQueries();
  }, [who, first, client]);
  const screens = (
    <Shell>
      <Screens />
    </Shell>
  );
  return (
    <QueryClientProvider client={client}>
      {who.role === 'administrator' ? screens : <LiveProvider>{screens}</LiveProvider>}
    </QueryClientProvider>
  );
}
