import { newSecret } from '../../lib/secrets.ts';
import type { Database } from '../../store/database.ts';
import { addAdminToken } from '../../store/people/admin-access.ts';
import { addFirstAdministrator } from '../../store/people/administrators.ts';
import { setCallCenter } from '../../store/vehicles/call-centers.ts';
import { addFleet, addPartner, addToFleet } from '../../store/vehicles/enrol-fleets.ts';
import { addApplication, addUser, addVehicle, linkVehicle } from '../../store/vehicles/enrolment.ts';
import { demoCallCenters, demoPartner, demoUser, demoVehicles, spareVehicle } from './world.ts';

/** What the demo made, as `<data dir>/demo.json` tells it; the two addresses are those of the last start. */
export type DemoFile = {
  baseUrl: string;
  mqttUrl: string;
  endUser: {
    email: string;
    password: string;
    realm: string;
    clientId: string;
    clientSecret: string;
    redirectUri: string;
    /** Good for 30 days; each start brings another, and with it a new refresh token. */
    accessToken: string;
    /** Missing where the demo could not sign its user in, and in files of an older version. */
    refreshToken?: string;
    vehicles: { id: string; vin: string; motorization: string }[];
  };
  fleetOwner: {
    login: string;
    password: string;
    clientId: string;
    fleetId: string;
    vehicles: { id: string; vin: string }[];
  };
  spareVehicles: {
    vin: string;
    username: string;
    password: string;
    userVehicleId: string;
    fleetVehicleId: string;
  }[];
  /** Where the demo itself receives events of monitors, and prints them. */
  sinkUrl?: string;
  /** An administrator's name and password, and a token; a demo of an older version has the token alone. */
  admin: { token: string; name?: string; password?: string };
};

export type VehicleSecret = { vin: string; username: string; password: string };

/** Before its user has signed in. */
type NewWorld = Omit<DemoFile, 'baseUrl' | 'mqttUrl' | 'endUser'> & { endUser: NewUser };
type NewUser = Omit<DemoFile['endUser'], 'accessToken' | 'refreshToken'>;

/** Enters everything of the demo; the secrets are known only here and go into files of the data folder. */
export async function createWorld(database: Database, now: number) {
  const entered = [];
  for (const vehicle of [...demoVehicles, spareVehicle])
    entered.push({ ...(await addVehicle(database, vehicle)), motorization: vehicle.motorization });
  const endUser = await createUser(database, entered);
  const fleetOwner = await createFleet(database, entered);
  const spare = entered.at(-1);
  const idIn = (vehicles: { id: string; vin: string }[]) =>
    vehicles.find(({ vin }) => vin === spare?.vin)?.id ?? '';
  const ids = { userVehicleId: idIn(endUser.vehicles), fleetVehicleId: idIn(fleetOwner.vehicles) };
  const file: NewWorld = {
    endUser,
    fleetOwner,
    spareVehicles: spare
      ? [{ vin: spare.vin, username: spare.username, password: spare.secret, ...ids }]
      : [],
    admin: await createAdministrator(database, now),
  };
  const secrets = entered.map(
    ({ vin, username, secret }): VehicleSecret => ({ vin, username, password: secret }),
  );
  return { file, simulated: secrets.slice(0, -1) };
}

/** Who can do everything, unless there is somebody already. */
async function createAdministrator(database: Database, now: number): Promise<DemoFile['admin']> {
  const token = await addAdminToken(database, { name: 'demo', role: 'admin' });
  return { token, ...(await addFirstAdministrator(database, now)) };
}

type Entered = { vehicleId: number; vin: string; motorization: string };

async function createUser(database: Database, entered: readonly Entered[]): Promise<NewUser> {
  const password = newSecret();
  const userId = await addUser(database, {
    email: demoUser.email,
    password,
    firstName: 'Ada',
    lastName: 'Demo',
  });
  const vehicles = [];
  for (const { vehicleId, vin, motorization } of entered)
    vehicles.push({ id: await linkVehicle(database, userId, vehicleId), vin, motorization });
  const { clientId, clientSecret } = await addApplication(database, {
    name: 'Demo application',
    redirectUris: [demoUser.redirectUri],
    seesCallCenters: true,
  });
  for (const [country, phoneNumber] of demoCallCenters) await setCallCenter(database, country, phoneNumber);
  return { ...demoUser, password, clientId, clientSecret, vehicles };
}

async function createFleet(database: Database, entered: readonly Entered[]): Promise<DemoFile['fleetOwner']> {
  const { login, password, clientId } = await addPartner(database, demoPartner);
  const fleetId = await addFleet(database, { login, name: demoPartner.fleet });
  const vehicles = [];
  for (const { vehicleId, vin } of entered)
    vehicles.push({ id: await addToFleet(database, fleetId, vehicleId), vin });
  return { login, password, clientId, fleetId, vehicles };
}
