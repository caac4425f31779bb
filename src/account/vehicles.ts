import type { FastifyReply } from 'fastify';
import { vinFrom } from '../oauth/prove-vehicle.ts';
import { eraseVehicle } from '../store/erasure/erase-vehicle.ts';
import { type AccountVehicle, listAccountVehicles, unlinkVehicle } from '../store/people/user-vehicles.ts';
import { linkPage, unlinkPage } from './pages/vehicles.ts';
import { goTo, type SignedInVisit, show } from './visit.ts';

export function showLink(visit: SignedInVisit): FastifyReply {
  return show(visit, linkPage(visit.page, { vin: '' }));
}

/** Links the vehicle that the pairing code was made for. */
export async function link(visit: SignedInVisit): Promise<FastifyReply> {
  const { context, account, form, page, request } = visit;
  const vin = vinFrom(form.get('vin') ?? '');
  const typed = { userId: account.userId, address: request.ip, vin, code: form.get('code') ?? '' };
  const proven = await context.proveVehicle(typed);
  if (proven.outcome === 'linked') {
    context.api.findAccess.forget();
    return goTo(visit, '?done=linked');
  }
  const { words } = page;
  const isTooMany = proven.outcome === 'wait';
  const fault = isTooMany ? words.tooMany(Math.ceil(proven.seconds / 60)) : words.wrongCode;
  return show(visit, linkPage({ ...page, fault }, { vin }), isTooMany ? 429 : 422);
}

export async function showUnlink(visit: SignedInVisit): Promise<FastifyReply> {
  const vehicle = await vehicleOf(visit);
  return vehicle ? show(visit, unlinkPage(visit.page, vehicle)) : goTo(visit);
}

/** Unlinks a vehicle; with its data where that is wanted, and nobody else has it. */
export async function unlink(visit: SignedInVisit): Promise<FastifyReply> {
  const { context, account, form } = visit;
  const { database, clock, findAccess } = context.api;
  const { userId } = account;
  const vehicle = await vehicleOf(visit);
  if (!vehicle) return goTo(visit);
  const { publicId } = vehicle;
  const isErased = form.get('erase') === 'yes';
  const receipt = isErased ? await eraseVehicle(database, { userId, publicId }, clock.now()) : undefined;
  // Somebody else may have got it in this very moment: then its data is theirs, too.
  if (isErased && receipt === undefined) return goTo(visit, `/vehicles/${publicId}`);
  if (receipt === undefined) await unlinkVehicle(database, userId, publicId);
  findAccess.forget();
  if (receipt === undefined) return goTo(visit, '?done=unlinked');
  await context.wakeErasures();
  return goTo(visit, `/receipts/${receipt}`);
}

async function vehicleOf({ context, account, request }: SignedInVisit): Promise<AccountVehicle | undefined> {
  const { id } = request.params as { id: string };
  const vehicles = await listAccountVehicles(context.api.database, account.userId);
  return vehicles.find(({ publicId }) => publicId === id);
}
