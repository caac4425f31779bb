import { Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useSession } from '../session/session.tsx';
import { Empty, Loading, NotAllowed } from '../ui/states.tsx';
import { sharedWords } from '../words/shared-words.ts';
import { useWords } from '../words/use-words.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { routes, routesFor } from './routes.tsx';

/** The screen of the address, for who is signed in. */
export function Screens() {
  const { who, config } = useSession();
  const words = useWords(sharedWords);
  const [path] = useLocation();
  if (!who) return null;
  const own = routesFor(who.role, config?.isDemo ?? false);
  const first = own[0]?.path ?? '/settings';
  return (
    <ErrorBoundary key={`${who.role} ${path}`} words={words}>
      <Suspense fallback={<Loading />}>
        <Switch>
          {own.map(({ path: at, screen: Screen }) => (
            <Route key={at} path={at}>
              <Screen />
            </Route>
          ))}
          <Route path="/">
            <Redirect to={first} replace />
          </Route>
          {routes.map(({ path: at }) => (
            <Route key={at} path={at}>
              <NotAllowed />
            </Route>
          ))}
          <Route>
            <Empty title={words.notFound}>{null}</Empty>
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
