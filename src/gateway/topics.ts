/** The last part of a topic that is the vehicle's own: `vehicles/{vin}/{channel}`. */
export function channelOf(topic: string, vin: string): string | undefined {
  const prefix = `vehicles/${vin}/`;
  if (!topic.startsWith(prefix)) return undefined;
  const channel = topic.slice(prefix.length);
  return /^[a-z0-9-]{1,32}$/.test(channel) ? channel : undefined;
}

/** What a vehicle may listen to. */
export function isOwnCommands(filter: string, vin: string): boolean {
  return filter === `vehicles/${vin}/commands`;
}
