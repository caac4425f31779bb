import { ProblemError } from '../api/problem.ts';
import { reach } from '../api/reach.ts';
import { serverRoot } from '../api/server-root.ts';
import { administratorWithToken } from './administrator.ts';
import { driverWith } from './driver.ts';
import { type FleetLogin, fleetOwnerWith } from './fleet-owner.ts';
import type { RoleName, SignedIn } from './role.ts';

/** The open doors of the demo. */
export type Doors = {
  driver: { clientId: string; accessToken: string };
  fleetOwner: FleetLogin;
  administrator: { token: string };
};

/** Comes in as somebody of the demo. The doors are asked for anew, as what they hand out does not live for ever. */
export async function enterDemo(role: RoleName): Promise<SignedIn> {
  const doors = await askDoors();
  if (role === 'administrator')
    return administratorWithToken(doors.administrator.token, { endsSession: false });
  if (role === 'fleetOwner') return fleetOwnerWith(doors.fleetOwner);
  const { clientId, accessToken } = doors.driver;
  return driverWith(clientId, { accessToken }, { isDemo: true });
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
