import { type ReactNode, useState } from 'react';
import { Link, matchRoute, useLocation, useRouter } from 'wouter';
import { consoleRoot } from '../api/server-root.ts';
import { useLiveState } from '../query/live-provider.tsx';
import { useServerAway } from '../query/server-watch.ts';
import type { RoleName } from '../session/role.ts';
import { useOver, useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { sharedWords } from '../words/shared-words.ts';
import { useWords } from '../words/use-words.ts';
import { navigationWords } from './navigation-words.ts';
import { type Route, routes, routesFor } from './routes.tsx';
import { shellWords } from './shell-words.ts';

/** The frame of every screen: where one is, who is signed in, and where one can go. */
export function Shell({ children }: { children: ReactNode }) {
  const { who, config } = useSession();
  const words = useWords(shellWords);
  const shared = useWords(sharedWords);
  const [isOpen, setOpen] = useState(false);
  const here = useSection();
  if (!who) return null;
  const shown = routesFor(who.role, config?.isDemo ?? false).filter(({ nav }) => nav !== undefined);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {shared.skip}
      </a>
      <header className="shell-header">
        <Button
          look="icon"
          className="menu-button"
          aria-label={shared.openMenu}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          ☰
        </Button>
        <Link href="/" className="brand">
          <img src={`${consoleRoot}/icon.svg`} alt="" width="24" height="24" />
          <span className="brand-name">Roadwire</span>
        </Link>
        {who.role !== 'administrator' && <LiveBadge />}
        <Who />
      </header>
      <nav className="shell-nav" aria-label={words.navigation} data-open={isOpen || undefined}>
        {shown.map((route) => (
          <NavLink key={route.path} route={route} isHere={route.nav === here} onGo={() => setOpen(false)} />
        ))}
      </nav>
      <main id="content" className="shell-main" tabIndex={-1}>
        {children}
      </main>
      <Notice />
    </div>
  );
}

type NavGiven = { route: Route; isHere: boolean; onGo(): void };

function NavLink({ route: { path, nav }, isHere, onGo }: NavGiven) {
  const words = useWords(navigationWords);
  return (
    <Link href={path} onClick={onGo} className="nav-link" aria-current={isHere ? 'page' : undefined}>
      {nav && words[nav]}
    </Link>
  );
}

/** Whose word of the navigation the address belongs to. */
function useSection(): Route['nav'] {
  const [address] = useLocation();
  const { parser } = useRouter();
  const route = routes.find(({ path }) => matchRoute(parser, path, address)[0]);
  return route?.nav ?? route?.within;
}

/** Says so while the server does not answer, and to who is signed in no more. */
function Notice() {
  const words = useWords(shellWords);
  const { signInAgain } = useSession();
  const isAway = useServerAway();
  const isOver = useOver();
  if (isAway)
    return (
      <div role="alert" className="notice">
        <p>
          <strong>{words.away}</strong> {words.awayWhy}
        </p>
      </div>
    );
  if (!isOver) return null;
  return (
    <div role="alert" className="notice">
      <p>
        <strong>{words.over}</strong> {words.overWhy}
      </p>
      <Button look="primary" onPress={() => void signInAgain()}>
        {words.signInAgain}
      </Button>
    </div>
  );
}

/** Whether what is shown is live. */
function LiveBadge() {
  const words = useWords(shellWords);
  const state = useLiveState();
  return (
    <span className={`badge badge-${state}`} role="status">
      {words[state]}
    </span>
  );
}

const roles: readonly RoleName[] = ['driver', 'fleetOwner', 'administrator'];

/** Who is signed in, and the way out; in the demo a choice of whom to be. */
function Who() {
  const { who, config, signOut, enterDemoAs } = useSession();
  const [, navigate] = useLocation();
  const words = useWords(shellWords);
  if (!who) return null;
  return (
    <div className="who">
      {config?.isDemo ? (
        <Select
          label={words.as}
          isLabelHidden
          value={who.role}
          choices={roles.map((key) => ({ key, text: words[key] }))}
          onChange={(role) => void enterDemoAs(role).then(() => navigate('/'))}
        />
      ) : (
        <span className="who-name" title={words.signedInAs(who.name)}>
          {who.name}
        </span>
      )}
      <Button look="quiet" onPress={() => void signOut()}>
        {words.signOut}
      </Button>
    </div>
  );
}
