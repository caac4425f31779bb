import type { Adapter } from './adapter.ts';
import { openXc } from './openxc/definition.ts';
import { vehicleLink1 } from './vehicle-link-1/definition.ts';
import { vehicleLink2 } from './vehicle-link-2/definition.ts';

/** Every way in which vehicles speak. */
export const adapters: readonly Adapter[] = [vehicleLink2, vehicleLink1, openXc];

const byChannel = new Map(adapters.map((adapter) => [adapter.channel, adapter]));

/** The last parts of topics that have an adapter. */
export const channels: readonly string[] = [...byChannel.keys()];

/** The adapter of a topic's last part. */
export function findAdapter(channel: string): Adapter | undefined {
  return byChannel.get(channel);
}
