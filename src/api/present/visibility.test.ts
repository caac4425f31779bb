import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Profile, sightOfUser, sightsOfFleet } from '../../auth/sight.ts';
import { type DataKind, type PrivacyMode, type Visibility, visibilityOf } from './visibility.ts';

const modes: PrivacyMode[] = ['None', 'Geolocation', 'Full'];
const anyScopes = fc.subarray([
  'data',
  'data:telemetry',
  'data:telemetry:vehicle',
  'data:telemetry:vehicle:odometer',
  'data:telemetry:privacy',
  'data:position',
  'data:trip',
  'data:alert',
  'data:collision',
  'remote:door:write',
]);
const anyServices = fc.record<Record<Profile, string[]>>({ endUser: anyScopes, fleet: anyScopes });
const anyMode = fc.constantFrom(...modes);
const anyCase = fc.record({ scopes: anyScopes, others: anyScopes, services: anyServices, mode: anyMode });

/** Whether nobody who sees the first sees something that is not in the second. */
function expectWithin(less: Visibility, more: Visibility): void {
  for (const name of less.groups) expect(more.groups).toContain(name);
  for (const kind of less.kinds) expect(more.kinds).toContain(kind);
  for (const then of modes) {
    for (const name of less.groupsOf(then)) expect(more.groupsOf(then)).toContain(name);
    if (less.seesPosition(then)) expect(more.seesPosition(then)).toBe(true);
  }
}

describe('what may be seen', () => {
  it('never grows with fewer scopes, fewer services or a stricter mode', () => {
    fc.assert(
      fc.property(anyCase, ({ scopes, others, services, mode }) => {
        const seen = visibilityOf(sightOfUser(scopes, services), mode);
        expectWithin(seen, visibilityOf(sightOfUser([...scopes, ...others], services), mode));
        const wider = { ...services, endUser: [...services.endUser, ...others] };
        expectWithin(seen, visibilityOf(sightOfUser(scopes, wider), mode));
        for (const freer of modes.slice(0, modes.indexOf(mode)))
          expectWithin(seen, visibilityOf(sightOfUser(scopes, services), freer));
      }),
    );
  });

  it('as the end user is never more than as the fleet owner', () => {
    fc.assert(
      fc.property(anyServices, anyMode, (services, mode) => {
        const sights = sightsOfFleet(services);
        expectWithin(visibilityOf(sights.endUser, mode), visibilityOf(sights.fleet, mode));
      }),
    );
  });

  it('has one key for what is the same, and another for what is not', () => {
    fc.assert(
      fc.property(anyCase, ({ scopes, others, services, mode }) => {
        const [one, other] = [scopes, others].map((given) =>
          visibilityOf(sightOfUser(given, services), mode),
        );
        const told = (seen: Visibility | undefined) => [[...(seen?.groups ?? [])], [...(seen?.kinds ?? [])]];
        expect(one?.key === other?.key).toBe(JSON.stringify(told(one)) === JSON.stringify(told(other)));
      }),
    );
  });
});

describe('the history of reports', () => {
  it.each([
    [['data:telemetry:vehicle:odometer'], true],
    [['data:position'], true],
    [['data:alert', 'data:collision', 'data:trip'], false],
  ])('is open with %j: %s', (scopes, isOpen) => {
    const services = { endUser: scopes, fleet: [...scopes, 'data:stolen'] };
    expect(visibilityOf(sightOfUser(['data'], services), 'None').kinds.has('telemetry')).toBe(isOpen);
    expect(visibilityOf(sightsOfFleet(services).fleet, 'None').kinds.has('telemetry')).toBe(isOpen);
  });
});

describe('the privacy mode', () => {
  const all = { endUser: ['data'], fleet: ['data'] };
  const user = (mode: PrivacyMode) => visibilityOf(sightOfUser(['data'], all), mode);
  const fleet = (mode: PrivacyMode) => visibilityOf(sightsOfFleet(all).fleet, mode);

  it('hides from the end user positions of its time, and every position while it lasts', () => {
    expect(modes.map((then) => user('None').seesPosition(then))).toEqual([true, false, false]);
    for (const now of ['Geolocation', 'Full'] as const)
      expect(modes.map((then) => user(now).seesPosition(then))).toEqual([false, false, false]);
  });

  it('hides from the fleet owner nothing that was kept', () => {
    for (const now of modes) {
      expect(modes.map((then) => fleet(now).seesPosition(then))).toEqual([true, true, true]);
      expect(fleet(now).key).toBe(fleet('None').key);
    }
  });

  it('leaves of everything the privacy itself when it is full', () => {
    expect([...user('Full').groups]).toEqual(['privacy']);
    expect([...user('Full').kinds]).toEqual([]);
    const open: DataKind[] = ['maintenance', 'alarms', 'trips', 'alerts', 'collisions', 'telemetry'];
    for (const kind of open) expect(user('Geolocation').kinds).toContain(kind);
  });
});
