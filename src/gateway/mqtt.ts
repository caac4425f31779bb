import { setImmediate } from 'node:timers/promises';
import type { Aedes, Client } from 'aedes';
import type { Message } from '../model/report.ts';
import { createBroker } from './broker.ts';
import { countWhilePaused } from './count-while-paused.ts';
import type { Authenticate } from './credentials.ts';
import { createGate, type Reader } from './gate.ts';
import { limitPackets } from './limit-packets.ts';
import { type Line, release, takeIn } from './line.ts';
import { createListeners, type Listeners } from './listeners.ts';
import type { GatewayLog } from './log.ts';
import type { Presence } from './presence.ts';
import { openSockets, type ServerCertificate, type SocketOptions } from './sockets.ts';
import { answeredIn, channelOf } from './topics.ts';

type Options = SocketOptions & {
  messageBytesMax: number;
  /** Messages of one connection being worked on at once. */
  inflightMax: number;
};

/** What a vehicle says about a command: in the words of the channel on which commands come to it. */
export type CommandAnswer = { vehicleId: number; channel: string; commandId: string; payload: Buffer };

/** How vehicles are told what to do. */
export type CommandDeps = {
  /** Whether there are commands on the last part of a topic. */
  isCommandChannel(channel: string): boolean;
  /** The vehicle has just asked for the commands of a channel, or, without one, it listens no more. */
  listening(vehicleId: number, channel?: string): void;
  /** A vehicle that listens has shown that its line lives. */
  heard(vehicleId: number): void;
  /** Resolves when the answer may be acknowledged; rejects, and the vehicle has to say it again. */
  answered(answer: CommandAnswer): Promise<void>;
};

type Deps = CommandDeps & {
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

export type MqttGateway = Listeners & {
  port: number;
  /** Over TLS. */
  tlsPort?: number;
  /** New connections over TLS are shown this certificate. */
  renew(certificate: ServerCertificate): void;
  connected(): number;
  /** Vehicles that are connected. */
  onTheLine(): readonly number[];
  /** Closes the connections of a vehicle that came in with anything but this. */
  drop(vehicleId: number, good: string | undefined): void;
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
  const listeners = createListeners(broker, { ...deps, lines });
  const clients = () =>
    Object.values((broker as unknown as { clients: Record<string, Client & Reader> }).clients);
  const gate = createGate(clients, deps.isFull);
  const sockets = await openSockets(options, (socket) => {
    const client = broker.handle(socket);
    limitPackets(client, options.messageBytesMax);
    countWhilePaused(client);
  });
  const { port, tlsPort, renew } = sockets;
  deps.log.info({ host: options.host, port, tlsPort }, 'vehicles may connect');

  broker.authorizePublish = publishHandler(lines, { ...options, ...deps, onAccepted: gate.check });

  return {
    ...listeners,
    port,
    ...(tlsPort === undefined ? {} : { tlsPort }),
    renew,
    connected: () => broker.connectedClients,
    onTheLine: () => clients().flatMap((client) => lines.get(client)?.vehicleId ?? []),
    drop(vehicleId, good) {
      for (const client of clients()) {
        const line = lines.get(client);
        if (line?.vehicleId === vehicleId && line.credential !== good) client.close();
      }
    },
    resume: gate.open,
    async quiesce() {
      sockets.close();
      gate.close();
    },
    async stop() {
      // Acknowledgements of the last batch are written in the next turns of the loop.
      await setImmediate();
      await setImmediate();
      await new Promise<void>((resolve) => broker.close(resolve));
      sockets.close();
    },
  };
}

function asBuffer(payload: string | Buffer): Buffer {
  return typeof payload === 'string' ? Buffer.from(payload) : payload;
}

type HandlerContext = Pick<Options, 'inflightMax'> & Deps & { onAccepted(): void };

type Done = (error?: Error | null) => void;

/** Takes in what vehicles publish. Calling back acknowledges; calling back with an error ends the connection. */
function publishHandler(lines: WeakMap<Client, Line>, context: HandlerContext): Aedes['authorizePublish'] {
  return (client, packet, done) => {
    const line = client ? lines.get(client) : undefined;
    if (!line) return done(new Error('publish without a vehicle'));
    const { topic } = packet;
    const payload = asBuffer(packet.payload);
    const answered = answeredIn(topic, line.vin);
    if (answered && context.isCommandChannel(answered.channel))
      return takeAnswer(line, { ...answered, payload, done }, context);
    const channel = channelOn(line, topic);
    // The last will: that the line broke is noted when the connection ends.
    if (channel === 'presence') return done(null);
    if (channel === undefined || !context.isChannel(channel))
      return done(new Error('topic is not one of the vehicle'));
    takeMessage(line, { channel, payload, done }, context);
  };
}

function channelOn(line: Line, topic: string): string | undefined {
  if (line.topic === topic) return line.channel;
  const channel = channelOf(topic, line.vin);
  if (channel !== undefined) {
    line.topic = topic;
    line.channel = channel;
  }
  return channel;
}

type Said = Pick<Message, 'channel' | 'payload'> & { done: Done };

function takeMessage(line: Line, { channel, payload, done }: Said, context: HandlerContext): void {
  takeIn(line, context.inflightMax, () => {
    const { vehicleId } = line;
    context.accept({ vehicleId, channel, payload, receivedAt: context.clock.now() }, (error) => {
      release(line);
      // Without an acknowledgement the vehicle sends the message again.
      if (!error) done(null);
    });
    context.onAccepted();
  });
}

type Answer = Omit<CommandAnswer, 'vehicleId'> & { done: Done };

/** An answer to a command goes past the batches: it is acknowledged when it has been taken. */
function takeAnswer(line: Line, { done, ...answer }: Answer, context: HandlerContext): void {
  const { vehicleId } = line;
  takeIn(line, context.inflightMax, () => {
    context.answered({ vehicleId, ...answer }).then(
      () => {
        release(line);
        done(null);
      },
      (error: Error) => {
        context.log.warn(
          { vehicleId, err: error },
          'the answer to a command was not taken; the vehicle has to say it again',
        );
        release(line);
        done(error);
      },
    );
  });
}
