import type { FastifyReply } from 'fastify';
import { allow } from '../consents.ts';
import { consentPage } from '../pages/consent.ts';
import { finish, goTo, NoJourneyError, type SignedInStep, type Step, show } from './step.ts';
import { lackingService, vehiclesOf, wantedScopes } from './vehicle.ts';

/** The first page that has something to ask: the vehicle, its services, the consent. */
export async function showFirst(step: SignedInStep): Promise<FastifyReply> {
  const wanted = wantedScopes(step);
  if (wanted.length === 0) return goTo(step, 'consent');
  const vehicles = await vehiclesOf(step);
  if (vehicles.length === 0) return goTo(step, 'vehicle');
  return goTo(step, lackingService(vehicles, wanted).length > 0 ? 'services' : 'consent');
}

export async function showConsent(step: SignedInStep): Promise<FastifyReply> {
  const { account, scopes, client, page } = step;
  const isAll = client.is_first_party && !scopes.some((scope) => /^(data|remote):/.test(scope));
  const vehicles = await vehiclesOf(step);
  return show(step, consentPage(page, { email: account.email, scopes, isAll, vehicles }));
}

/** All of it. */
export async function consent(step: SignedInStep): Promise<FastifyReply> {
  const { oauth, provider, account, scopes, client } = step;
  const { database, clock } = oauth.deps;
  const grants = { database, Grant: provider.Grant };
  const grantId = await allow(grants, { account, client, scopes }, clock.now());
  if (grantId === undefined) throw new NoJourneyError();
  return finish(step, { consent: { grantId } });
}

/** None of it. */
export function refuse(step: Step): Promise<FastifyReply> {
  return finish(step, { error: 'access_denied', error_description: 'The user refused' });
}
