import { ProblemError } from '../api/problem.ts';
import { reach } from '../api/reach.ts';
import { serverRoot } from '../api/server-root.ts';
import { administratorWithToken } from './administrator.ts';
import { driverWith, type Tokens } from './driver.ts';
import { type FleetLogin, fleetOwnerWith } from './fleet-owner.ts';
import type { RoleName, SignedIn } from './role.ts';

/** The open doors of the demo. */
export type Doors = {
  /** Missing where the driver of the demo has deleted the account. */
  driver?: { clientId: string; accessToken: string };
  fleetOwner: FleetLogin;
  administrator: { token: string };
};

/**
 * Comes in as somebody of the demo. What the doors hand out does not live for ever: they are asked for more when it is
 * good no more, such as on a page that was left open for days.
 */
export async function enterDemo(role: RoleName): Promise<SignedIn> {
  if (role === 'administrator') {
    const tokenOf = ({ administrator }: Doors) => administrator.token;
    const renew = async (before: string) => otherThan(before, tokenOf(await askDoors()));
    return administratorWithToken(tokenOf(await askDoors()), { endsSession: false, renew });
  }
  if (role === 'fleetOwner') {
    const renew = async (before: FleetLogin) => otherThan(before, (await askDoors()).fleetOwner);
    return fleetOwnerWith((await askDoors()).fleetOwner, renew);
  }
  const { driver } = await askDoors();
  if (!driver) throw new ProblemError(404, { message: 'the driver of the demo has deleted the account' });
  const { clientId, accessToken } = driver;
  const renew = async (before: Tokens) => otherThan(before, tokensOf(await askDoors()));
  return driverWith(clientId, { accessToken }, { renew, signOut: async () => undefined });
}

const tokensOf = ({ driver }: Doors): Tokens | undefined => driver && { accessToken: driver.accessToken };

/** What was refused already helps nobody. */
function otherThan<Secret>(before: Secret, next: Secret | undefined): Secret | undefined {
  return JSON.stringify(next) === JSON.stringify(before) ? undefined : next;
}

const triesMost = 30;
const pauseMs = 1000;

/** Its world may still be in the making (503) when the page is opened. */
async function askDoors(): Promise<Doors> {
  for (let tries = 1; ; tries += 1) {
    const response = await reach(`${serverRoot}/demo/v1/doors`);
    if (response.ok) return (await response.json()) as Doors;
    if (response.status !== 503 || tries >= triesMost)
      throw new ProblemError(response.status, { message: 'the doors of the demo are shut' });
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
