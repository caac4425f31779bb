import type { Aedes, Client } from 'aedes';
import type { Sleeper } from '../model/vehicle-line.ts';
import type { Line } from './line.ts';
import { channelOf, topicOf, wakeUpChannel } from './topics.ts';

type Deps = {
  lines: WeakMap<Client, Line>;
  /** Whether there are commands on the last part of a topic. */
  isCommandChannel(channel: string): boolean;
  /** The vehicle has just asked for the commands of a channel, or, without one, it listens no more. */
  listening(vehicleId: number, channel?: string): void;
  /** A vehicle that listens has shown that its line lives. */
  heard(vehicleId: number): void;
};

export type Listeners = {
  /** Hands a command to the newest connection of the vehicle that listens; false where there is none. */
  send(vehicleId: number, payload: Buffer): Promise<boolean>;
  /** Wakes the vehicle now or when it next looks: the wake-up is kept until it listens for commands. */
  wake(vehicle: Sleeper, payload: Buffer): Promise<void>;
};

type Listener = { client: Client; channel: string };

/** Bytes that may wait for a vehicle that does not read. */
const backlogBytesMax = 65_536;

/** What goes to vehicles: each listens to its own topics, and to no others. */
export function createListeners(broker: Aedes, deps: Deps): Listeners {
  const { lines } = deps;
  const book = createBook(deps.listening);
  const woken = new Map<number, string>();

  broker.authorizeSubscribe = (client, subscription, callback) => {
    const channel = client && channelOf(subscription.topic, lines.get(client)?.vin ?? '');
    const isOwn = channel === wakeUpChannel || (channel && deps.isCommandChannel(channel));
    callback(null, isOwn ? subscription : null);
  };
  const commandChannelsIn = (topics: readonly string[], { vin }: Line) =>
    topics.flatMap((topic) => channelOf(topic, vin) ?? []).filter(deps.isCommandChannel);
  broker.on('subscribe', (subscriptions, client) => {
    const line = lines.get(client);
    if (!line || client.closed) return;
    for (const channel of commandChannelsIn(
      subscriptions.filter(({ qos }) => (qos as number) !== refused).map(({ topic }) => topic),
      line,
    ))
      book.add(line.vehicleId, { client, channel });
    if (!book.newest(line.vehicleId)) return;
    const topic = woken.get(line.vehicleId);
    woken.delete(line.vehicleId);
    if (topic) void forget(broker, topic);
  });
  broker.on('unsubscribe', (topics, client) => {
    const line = lines.get(client);
    if (!line) return;
    for (const channel of commandChannelsIn(topics, line)) book.remove(line.vehicleId, { client, channel });
  });
  broker.on('ping', (_packet, client) => {
    const line = lines.get(client);
    if (line && book.newest(line.vehicleId)?.client === client) deps.heard(line.vehicleId);
  });

  return {
    async send(vehicleId, payload) {
      const listener = book.newest(vehicleId);
      const line = listener && lines.get(listener.client);
      return listener && line ? handOver(listener, line, payload) : false;
    },
    wake({ vehicleId, vin }, payload) {
      const topic = topicOf(vin, wakeUpChannel);
      if (!book.newest(vehicleId)) woken.set(vehicleId, topic);
      const packet = { cmd: 'publish', topic, payload, qos: 1, dup: false } as const;
      return new Promise((resolve, reject) =>
        broker.publish({ ...packet, retain: woken.has(vehicleId) }, (error) =>
          error ? reject(error) : resolve(),
        ),
      );
    },
  };
}

/** A subscription that was not granted. */
const refused = 128;

/** Who listens, of each vehicle the newest last. */
function createBook(listening: Deps['listening']) {
  const book = new Map<number, Listener[]>();
  const isOther = (one: Listener) => (other: Listener) =>
    other.client !== one.client || other.channel !== one.channel;
  return {
    newest: (vehicleId: number) => book.get(vehicleId)?.at(-1),
    add(vehicleId: number, one: Listener) {
      book.set(vehicleId, [...(book.get(vehicleId) ?? []).filter(isOther(one)), one]);
      listening(vehicleId, one.channel);
    },
    remove(vehicleId: number, one: Listener) {
      const listeners = book.get(vehicleId);
      const left = listeners?.filter(isOther(one)) ?? [];
      if (!listeners || left.length === listeners.length) return;
      if (left.length > 0) book.set(vehicleId, left);
      else book.delete(vehicleId);
      listening(vehicleId, left.at(-1)?.channel);
    },
  };
}

function handOver({ client, channel }: Listener, { vin }: Line, payload: Buffer): Promise<boolean> {
  const { conn } = client as Client & { conn: { writableLength?: number } };
  if ((conn.writableLength ?? 0) > backlogBytesMax) return Promise.resolve(false);
  const packet = { cmd: 'publish', topic: topicOf(vin, channel), payload, qos: 1, retain: false } as const;
  return new Promise((resolve) => client.publish({ ...packet, dup: false }, () => resolve(!client.closed)));
}

/** A wake-up that was heeded is kept no longer; nobody is told. */
function forget(broker: Aedes, topic: string): Promise<void> {
  const { persistence } = broker as unknown as {
    persistence: { storeRetained(packet: { topic: string; payload: Buffer }): Promise<void> };
  };
  return persistence.storeRetained({ topic, payload: Buffer.alloc(0) });
}
