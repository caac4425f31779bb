import { grantableScopes } from '../../auth/scopes.ts';
import type { Clock } from '../../lib/clock.ts';
import { consoleClientId } from '../../oauth/console-client.ts';
import { findApplicationByClientId } from '../../store/access/applications.ts';
import { findToken } from '../../store/access/oauth-tokens.ts';
import type { Database } from '../../store/database.ts';
import { findAccountByEmail } from '../../store/people/users.ts';
import { mintToken } from '../../store/vehicles/enrolment.ts';
import type { DemoFile } from './create-world.ts';

/** What lets somebody look around in the demo without signing in, in each of the roles. */
export type Doors = {
  /** Missing where the driver of the demo has deleted the account. */
  driver?: { clientId: string; accessToken: string };
  fleetOwner: { login: string; password: string; clientId: string };
  administrator: { token: string };
};

const tokenDays = 1;
const freshMs = 12 * 3_600_000;

type World = Pick<DemoFile, 'endUser' | 'fleetOwner' | 'admin'>;
type Deps = { database: Database; clock: Clock };

/** The driver's token is one of the console, made here; another now and then, and where that one was withdrawn. */
export function createDoors(world: World, { database, clock }: Deps): () => Promise<Doors> {
  let made: { driver: Doors['driver']; at: number } | undefined;
  return async () => {
    const now = clock.now();
    const { accessToken = '' } = made?.driver ?? {};
    const isGood = made && now - made.at <= freshMs && (await findToken(database, accessToken));
    if (!made || !isGood) made = { driver: await driverOf(world, database, now), at: now };
    const { login, password, clientId } = world.fleetOwner;
    const { driver } = made;
    return {
      ...(driver ? { driver } : {}),
      fleetOwner: { login, password, clientId },
      administrator: { token: world.admin.token },
    };
  };
}

async function driverOf({ endUser }: World, database: Database, now: number): Promise<Doors['driver']> {
  const account = await findAccountByEmail(database, endUser.email);
  const application = await findApplicationByClientId(database, consoleClientId);
  if (!account || !application) return undefined;
  const between = { userId: account.userId, applicationId: application.applicationId };
  const token = { ...between, scopes: ['openid', ...grantableScopes], days: tokenDays };
  return { clientId: consoleClientId, accessToken: await mintToken(database, token, now) };
}
