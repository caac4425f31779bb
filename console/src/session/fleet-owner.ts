import { createAsk } from '../api/ask.ts';
import { createFleetFace } from '../api/face.ts';
import { keepCredentials } from './keep-credentials.ts';
import type { SignedIn } from './role.ts';

export type FleetLogin = { login: string; password: string; clientId: string };

/** A fleet owner, if the login is good; else `ProblemError`. `renew`: another password where there is one. */
export async function fleetOwnerWith(
  given: FleetLogin,
  renew?: (before: FleetLogin) => Promise<FleetLogin | undefined>,
): Promise<SignedIn> {
  const { clientId, login } = given;
  const { over, ofAsk } = keepCredentials({ secret: given, authorizationOf, ...(renew ? { renew } : {}) });
  const credentials = { query: { client_id: clientId }, ...ofAsk };
  const face = createFleetFace(createAsk({ root: '/connectedcar/v3', ...credentials }));
  const live = createAsk({ root: '/live/v1', ...credentials });
  await face.fleets();
  return { role: 'fleetOwner', name: login, face, live, over, signOut: async () => undefined };
}

function authorizationOf({ login, password }: FleetLogin): string {
  const bytes = new TextEncoder().encode(`${login}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
