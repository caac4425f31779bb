import type { Ask, Query } from './ask.ts';
import { type FaceContext, keyOf } from './face-context.ts';
import { type Listed, type Page, pageOf, type Vehicle } from './model.ts';

type Reading = { query?: Query | undefined; most: number; signal?: AbortSignal | undefined };

/** The items of all pages of a list, at most `most`. */
export async function allPages<Item>(
  ask: Ask,
  path: string,
  { query, most, signal }: Reading,
): Promise<Item[]> {
  const items: Item[] = [];
  let next: string | undefined = path;
  let isFirst = true;
  while (next !== undefined && items.length < most) {
    const page: Page<Item> = pageOf<Item>(await ask<Listed>(next, { ...(isFirst ? { query } : {}), signal }));
    items.push(...page.items);
    next = page.next;
    isFirst = false;
  }
  return items.slice(0, most);
}

const vehiclesMost = 20_000;

/** All vehicles: of the user, or of all fleets of a fleet owner, each once, as of its first fleet. */
export async function listVehicles(context: FaceContext, signal?: AbortSignal): Promise<Vehicle[]> {
  // The list of a fleet has no capabilities: each vehicle by itself has. Its branding has no label.
  const extension = context.kind === 'driver' ? ['onboardCapabilities'] : ['label'];
  const query = { pageSize: 60, extension: [...extension, 'branding', 'pictures', 'connection'] };
  const read = (path: string) => allPages<Vehicle>(context.ask, path, { query, most: vehiclesMost, signal });
  if (context.kind === 'driver') {
    const own = await read('/user/vehicles');
    return own.map((vehicle) => withExtensions({ ...vehicle, key: vehicle.id }));
  }
  const found = new Map<string, Vehicle>();
  for (const fleet of await context.fleets()) {
    for (const vehicle of await read(`/fleets/${encodeURIComponent(fleet.id)}/vehicles`)) {
      if (found.has(vehicle.vin)) continue;
      found.set(vehicle.vin, withExtensions({ ...vehicle, key: keyOf(fleet.id, vehicle.id), fleet }));
    }
  }
  return [...found.values()];
}

type Extension = {
  connection?: Vehicle['connection'];
  branding?: { brand?: string; label?: string };
  label?: string;
};

/** Puts what the extensions say where the screens look for it. */
export function withExtensions(vehicle: Vehicle): Vehicle {
  const { connection, branding, label } = (vehicle._embedded?.extension ?? {}) as Extension;
  return { ...branding, ...(label ? { label } : {}), ...vehicle, ...(connection ? { connection } : {}) };
}
