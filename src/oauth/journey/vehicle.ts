import type { FastifyReply } from 'fastify';
import { covers } from '../../auth/scopes.ts';
import { listOwnedVehicles } from '../../store/people/users.ts';
import { knownServices, setService } from '../../store/vehicles/services.ts';
import { servicesPage, vehiclePage } from '../pages/vehicle.ts';
import { vinFrom } from '../prove-vehicle.ts';
import { goTo, type SignedInStep, show } from './step.ts';

type Vehicle = Awaited<ReturnType<typeof listOwnedVehicles>>[number];

/** What lets the applications of end users have data. */
const service = knownServices.find(({ audience }) => audience === 'endUser');

export function vehiclesOf({ oauth, account }: SignedInStep): Promise<Vehicle[]> {
  return listOwnedVehicles(oauth.deps.database, account.userId);
}

export function showVehicle(step: SignedInStep): FastifyReply {
  return show(step, vehiclePage(step.page, { email: step.account.email }));
}

/** Proof of the vehicle: the code that was made for it. */
export async function proveVehicle(step: SignedInStep): Promise<FastifyReply> {
  const { oauth, account, form, page, request } = step;
  const { words } = page;
  const vin = vinFrom(form.get('vin') ?? '');
  const typed = { userId: account.userId, address: request.ip, vin, code: form.get('code') ?? '' };
  const proven = await oauth.proveVehicle(typed);
  if (proven.outcome === 'linked') return goTo(step, 'services');
  const isTooMany = proven.outcome === 'wait';
  const fault = isTooMany ? words.tooMany(Math.ceil(proven.seconds / 60)) : words.wrongCode;
  const again = vehiclePage({ ...page, fault }, { email: account.email, vin });
  return show(step, again, isTooMany ? 429 : 422);
}

/** Vehicles that would show the application less than it asks for, as no service uploads it. */
export function lackingService(vehicles: readonly Vehicle[], scopes: readonly string[]): Vehicle[] {
  const asked = scopes.filter((scope) => scope.startsWith('data:'));
  return vehicles.filter(({ services }) => !asked.every((scope) => covers(services.endUser, scope)));
}

/** What the application asks for; the operator's own mean all by nothing. */
export function wantedScopes({ scopes, client }: SignedInStep): string[] {
  const wanted = scopes.filter((scope) => /^(data|remote):/.test(scope));
  return wanted.length === 0 && client.is_first_party ? ['data:telemetry', 'data:position'] : wanted;
}

export async function showServices(step: SignedInStep): Promise<FastifyReply> {
  const vehicles = lackingService(await vehiclesOf(step), wantedScopes(step));
  if (vehicles.length === 0 || !service) return goTo(step, 'consent');
  const shown = { email: step.account.email, service: service.name, vehicles };
  return show(step, servicesPage(step.page, shown));
}

export async function switchOn(step: SignedInStep): Promise<FastifyReply> {
  const chosen = new Set(step.form.getAll('vehicle'));
  for (const { id, vehicleId } of await vehiclesOf(step))
    if (service && chosen.has(id)) await setService(step.oauth.deps.database, vehicleId, service);
  return goTo(step, 'consent');
}
