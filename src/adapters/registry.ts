import type { Adapter, CommandLanguage } from './adapter.ts';
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

/** The last parts of the topics that vehicles listen to for commands, each with the name of its adapter. */
export const commandChannels: Readonly<Partial<Record<string, string>>> = Object.fromEntries(
  adapters.flatMap(({ name, commands }) => (commands ? [[commands.channel, name]] : [])),
);

/** How vehicles of an adapter are told what to do, by its name. */
export function findLanguage(name: string): CommandLanguage | undefined {
  return adapters.find((adapter) => adapter.name === name)?.commands;
}
