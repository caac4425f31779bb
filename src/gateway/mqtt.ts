import { once } from 'node:events';
import { createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Aedes, Client } from 'aedes';
import { listening } from '../lib/listening.ts';
import type { Message } from '../model/report.ts';
import { createBroker } from './broker.ts';
import { countWhilePaused } from './count-while-paused.ts';
import type { Authenticate } from './credentials.ts';
import { createGate, type Reader } from './gate.ts';
import { limitPackets } from './limit-packets.ts';
import { type Line, takeIn } from './line.ts';
import type { GatewayLog } from './log.ts';
import type { Presence } from './presence.ts';
import { channelOf } from './topics.ts';

type Options = {
  host: string;
  port: number;
  connectionsMax: number;
  messageBytesMax: number;
  /** Messages of one connection being worked on at once. */
  inflightMax: number;
};

type Deps = {
  authenticate: Authenticate;
  presence: Pick<Presence, 'note'>;
  /** Whether there is an adapter for the last part of a topic. */
  isChannel(channel: string): boolean;
  /** Takes a message over; `settle` is called when it has committed, or with the error that kept it from it. */
  accept(message: Message, settle: (error?: Error) => void): void;
  /** Whether senders have to wait. */
  isFull(): boolean;
  /** Whether newcomers have to wait too. */
  isOverfull(): boolean;
  clock: { now(): number };
  log: GatewayLog;
};

export type MqttGateway = {
  port: number;
  connected(): number;
  /** Senders that wait are read again, as far as there is room. */
  resume(): void;
  /** Takes in nothing more; what was taken in is still acknowledged. */
  quiesce(): Promise<void>;
  stop(): Promise<void>;
};

/** The door for vehicles: MQTT 3.1.1, one user name and secret each, acknowledged after the commit. */
export async function startMqttGateway(options: Options, deps: Deps): Promise<MqttGateway> {
  const lines = new WeakMap<Client, Line>();
  const broker = await createBroker(lines, deps);
  const gate = createGate(
    () => Object.values((broker as unknown as { clients: Record<string, Reader> }).clients),
    deps.isFull,
  );
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 }, (socket) => {
    const client = broker.handle(socket);
    limitPackets(client, options.messageBytesMax);
    countWhilePaused(client);
  });
  server.maxConnections = options.connectionsMax;
  await listening('ROADWIRE_MQTT_PORT', options, async () => {
    server.listen(options.port, options.host);
    await once(server, 'listening');
  });
  const { port } = server.address() as { port: number };
  deps.log.info({ host: options.host, port }, 'vehicles may connect');

  broker.authorizePublish = publishHandler(lines, { ...options, ...deps, onAccepted: gate.check });

  return {
    port,
    connected: () => broker.connectedClients,
    resume: gate.open,
    async quiesce() {
      server.close();
      gate.close();
    },
    async stop() {
      // Acknowledgements of the last batch are written in the next turns of the loop.
      await setImmediate();
      await setImmediate();
      await new Promise<void>((resolve) => broker.close(resolve));
      server.close();
    },
  };
}

function asBuffer(payload: string | Buffer): Buffer {
  return typeof payload === 'string' ? Buffer.from(payload) : payload;
}

type HandlerContext = Pick<Options, 'inflightMax'> & Deps & { onAccepted(): void };

/** Takes in what vehicles publish. Calling back acknowledges; calling back with an error ends the connection. */
function publishHandler(lines: WeakMap<Client, Line>, context: HandlerContext): Aedes['authorizePublish'] {
  const { accept, clock, inflightMax } = context;
  return (client, packet, callback) => {
    const line = client ? lines.get(client) : undefined;
    if (!client || !line) return callback(new Error('publish without a vehicle'));
    const channel = channelOf(packet.topic, line.vin);
    // The last will: that the line broke is noted when the connection ends.
    if (channel === 'presence') return callback(null);
    if (!channel || !context.isChannel(channel))
      return callback(new Error('topic is not one of the vehicle'));
    const payload = asBuffer(packet.payload);
    takeIn(line, inflightMax, (release) => {
      const message = { vehicleId: line.vehicleId, channel, payload, receivedAt: clock.now() };
      accept(message, (error) => {
        release();
        // Without an acknowledgement the vehicle sends the message again.
        if (!error) callback(null);
      });
      context.onAccepted();
    });
  };
}
