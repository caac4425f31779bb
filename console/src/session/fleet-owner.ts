import { createAsk } from '../api/ask.ts';
import { createFleetFace } from '../api/face.ts';
import type { SignedIn } from './role.ts';

export type FleetLogin = { login: string; password: string; clientId: string };

/** A fleet owner, if the login is good; else `ProblemError`. */
export async function fleetOwnerWith({ login, password, clientId }: FleetLogin): Promise<SignedIn> {
  const bytes = new TextEncoder().encode(`${login}:${password}`);
  const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  const credentials = { query: { client_id: clientId }, authorization: () => authorization };
  const face = createFleetFace(createAsk({ root: '/connectedcar/v3', ...credentials }));
  const live = createAsk({ root: '/live/v1', ...credentials });
  await face.fleets();
  return { role: 'fleetOwner', name: login, face, live, signOut: async () => undefined };
}
