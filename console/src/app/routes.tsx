import type { RoleName } from '../session/role.ts';
import { type LazyScreen, lazyScreen } from './lazy-screen.ts';
import type { navigationWords } from './navigation-words.ts';

export type Route = {
  /** Path below `/console`; parts that begin with a colon are parameters (`useParams` of wouter). */
  path: string;
  /** Word of the navigation; without one the screen is reached from others. */
  nav?: keyof (typeof navigationWords)['en'];
  /** Of a screen without a word of its own: whose word is marked while it is shown. */
  within?: NonNullable<Route['nav']>;
  roles: readonly RoleName[];
  /** Only in the demo. */
  isDemo?: boolean;
  screen: LazyScreen;
};

const vehicles = ['driver', 'fleetOwner'] as const;
const everybody = [...vehicles, 'administrator'] as const;

const administration = lazyScreen(
  async () => (await import('../screens/administration/administration.tsx')).Administration,
);

/** Every screen, in the order of the navigation. The first of a role is where `/` leads. */
export const routes: readonly Route[] = [
  {
    path: '/map',
    nav: 'map',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/live-map/live-map.tsx')).LiveMap),
  },
  {
    path: '/vehicles',
    nav: 'vehicles',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/vehicle/vehicles.tsx')).Vehicles),
  },
  {
    path: '/vehicles/:key',
    within: 'vehicles',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/vehicle/vehicle.tsx')).Vehicle),
  },
  {
    path: '/trips',
    nav: 'trips',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/trips/trips.tsx')).Trips),
  },
  {
    path: '/vehicles/:key/trips',
    within: 'trips',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/trips/trips.tsx')).Trips),
  },
  {
    path: '/vehicles/:key/trips/:trip',
    within: 'trips',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/trips/trip.tsx')).Trip),
  },
  {
    path: '/events',
    nav: 'timeline',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/timeline/timeline.tsx')).Timeline),
  },
  {
    path: '/vehicles/:key/events',
    within: 'timeline',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/timeline/timeline.tsx')).Timeline),
  },
  {
    path: '/remote',
    nav: 'remote',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/remote/remote.tsx')).Remote),
  },
  {
    path: '/vehicles/:key/remote',
    within: 'remote',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/remote/remote.tsx')).Remote),
  },
  {
    path: '/monitors',
    nav: 'monitors',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/monitors/monitors.tsx')).Monitors),
  },
  {
    path: '/monitors/new',
    within: 'monitors',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/monitors/new-monitor.tsx')).NewMonitor),
  },
  {
    path: '/monitors/:id',
    within: 'monitors',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/monitors/one-monitor.tsx')).OneMonitor),
  },
  {
    path: '/monitors/:id/edit',
    within: 'monitors',
    roles: vehicles,
    screen: lazyScreen(async () => (await import('../screens/monitors/new-monitor.tsx')).EditMonitor),
  },
  {
    path: '/account',
    nav: 'account',
    roles: ['driver'],
    screen: lazyScreen(async () => (await import('../screens/account/account.tsx')).Account),
  },
  {
    path: '/administration',
    nav: 'administration',
    roles: ['administrator'],
    screen: administration,
  },
  {
    path: '/administration/:part/:id?',
    within: 'administration',
    roles: ['administrator'],
    screen: administration,
  },
  {
    path: '/demo',
    nav: 'demo',
    roles: vehicles,
    isDemo: true,
    screen: lazyScreen(async () => (await import('../screens/demo-panel/demo-panel.tsx')).DemoPanel),
  },
  {
    path: '/settings',
    nav: 'settings',
    roles: everybody,
    screen: lazyScreen(async () => (await import('../screens/settings/settings.tsx')).Settings),
  },
];

/** What somebody of a role may open. */
export function routesFor(role: RoleName, isDemo: boolean): readonly Route[] {
  return routes.filter((route) => route.roles.includes(role) && (isDemo || !route.isDemo));
}
