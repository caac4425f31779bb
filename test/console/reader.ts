import { addApplication, mintToken } from '../../src/store/vehicles/enrolment.ts';
import type { ConsoleWorld } from './support.ts';

/** An application that the person of the world allowed something; `read` asks what vehicle one is, and throws where it may not. */
export async function addReader(world: ConsoleWorld, name: string, scopes: readonly string[]) {
  const { database, baseUrl, clock } = world.cloud;
  const { clientId, applicationId } = await addApplication(database, { name, redirectUris: [], scopes });
  const { userId } = world.person;
  const token = await mintToken(database, { userId, applicationId, scopes, days: 1 }, clock.now());
  const ask = async (path: string) => {
    const url = `${baseUrl}/connectedcar/v4/user/vehicles${path}?client_id=${clientId}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return (await response.json()) as { _embedded: { vehicles: { id: string; vin: string }[] } };
  };
  const read = async (vin: string) => {
    const { _embedded } = await ask('');
    await ask(`/${_embedded.vehicles.find((one) => one.vin === vin)?.id}`);
  };
  return { name, clientId, read };
}
