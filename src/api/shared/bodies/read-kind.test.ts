import { expect, it } from 'vitest';
import { b2cOperations } from '../../b2c/operations.ts';
import { readKindOf } from './read-kind.ts';

it('the access log has a word for what each operation of the end user’s face reads', () => {
  const kinds = Object.fromEntries(b2cOperations.map((one) => [one.path, readKindOf(one)]));
  const vehicle = '/user/vehicles/:id';
  const monitors = `${vehicle}/callbacks/:cbid/monitors`;
  const remotes = `${vehicle}/callbacks/:cbid/remotes`;
  const limit = `${vehicle}/chargeLimit`;
  const callback = '/user/callbacks/:cbid';
  const own = ['/user/callbacks', callback, `${callback}/deliveries`, `${callback}/deliveries/:nid`];
  const ownThings = Object.fromEntries(
    [...own, monitors, `${monitors}/:mid`, remotes, `${remotes}/:rid`, limit].map((path) => [
      path,
      undefined,
    ]),
  );
  expect(kinds).toEqual({
    '/user': 'account',
    '/user/vehicles': 'account',
    [vehicle]: 'vehicle',
    [`${vehicle}/status`]: 'status',
    [`${vehicle}/maintenance`]: 'maintenance',
    [`${vehicle}/lastPosition`]: 'position',
    [`${vehicle}/telemetry`]: 'telemetry',
    [`${vehicle}/collisions`]: 'collisions',
    [`${vehicle}/collisions/:cid`]: 'collisions',
    [`${vehicle}/alerts`]: 'alerts',
    [`${vehicle}/alerts/:aid`]: 'alerts',
    [`${vehicle}/alarms`]: 'alarms',
    [`${vehicle}/alarms/:aid`]: 'alarms',
    [`${vehicle}/trips`]: 'trips',
    [`${vehicle}/trips/:tid`]: 'trips',
    [`${vehicle}/trips/:tid/alerts`]: 'alerts',
    [`${vehicle}/trips/:tid/alerts/:aid`]: 'alerts',
    [`${vehicle}/trips/:tid/collisions`]: 'collisions',
    [`${vehicle}/trips/:tid/collisions/:cid`]: 'collisions',
    [`${vehicle}/trips/:tid/wayPoints`]: 'ways',
    [`${vehicle}/trips/:tid/telemetry`]: 'telemetry',
    [`${vehicle}/callbacks/:cbid/monitors/:mid/events`]: 'events',
    [`${limit}/events`]: 'events',
    // What an application has itself is nothing of the user.
    ...ownThings,
  });
});
