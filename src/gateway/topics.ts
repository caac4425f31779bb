/** The last part of a topic that is the vehicle's own: `vehicles/{vin}/{channel}`. */
export function channelOf(topic: string, vin: string): string | undefined {
  const channel = ownPart(topic, vin);
  return channel !== undefined && /^[a-z0-9-]{1,32}$/.test(channel) ? channel : undefined;
}

/** What a vehicle answers to a command, `vehicles/{vin}/{channel}/{id}/result`: which channel, and which command. */
export function answeredIn(topic: string, vin: string): { channel: string; commandId: string } | undefined {
  // Nearly all topics are others.
  if (!topic.endsWith('/result')) return undefined;
  const [, channel, commandId] =
    /^([a-z0-9-]{1,32})\/([A-Za-z0-9_-]{1,64})\/result$/.exec(ownPart(topic, vin) ?? '') ?? [];
  return channel !== undefined && commandId !== undefined ? { channel, commandId } : undefined;
}

export function topicOf(vin: string, channel: string): string {
  return `vehicles/${vin}/${channel}`;
}

/** Where vehicles that sleep are woken. */
export const wakeUpChannel = 'wakeup';

function ownPart(topic: string, vin: string): string | undefined {
  const prefix = `vehicles/${vin}/`;
  return topic.startsWith(prefix) ? topic.slice(prefix.length) : undefined;
}
