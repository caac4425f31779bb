import { existsSync } from 'node:fs';
import type { IClientOptions } from 'mqtt';
import { type CommandAnswer, type MqttGateway, startMqttGateway } from '../../../src/gateway/mqtt.ts';
import { createVehicleLines } from '../../../src/gateway/vehicle-lines.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { createLog } from '../../../src/lib/log.ts';
import type { Message } from '../../../src/model/report.ts';
import type { VehicleLine } from '../../../src/model/vehicle-line.ts';
import { connectVehicle, type TestVehicle } from '../vehicles/vehicle.ts';

const builtDoor = new URL('../../../dist/src/gateway/thread/open-door.js', import.meta.url);

/** The thread is a program of the build. */
export const doors = existsSync(builtDoor)
  ? (['in this thread', 'in a thread'] as const)
  : (['in this thread'] as const);

/** The door for vehicles alone, with what comes through it. */
export type CommandDoor = {
  gateway: MqttGateway;
  line: VehicleLine;
  answers: CommandAnswer[];
  presence: [number, boolean][];
  heard: number[];
  /** What vehicles reported. */
  messages: Pick<Message, 'vehicleId' | 'channel' | 'payload'>[];
  /** What is done with an answer; it is taken when absent. */
  take: (answer: CommandAnswer) => Promise<void>;
  /** Vehicle 7 is VIN7, and so on. */
  connect(vehicleId: number, options?: IClientOptions): Promise<TestVehicle>;
  /** Closes the door, while vehicles are on the line. */
  close(): Promise<void>;
  stop(): Promise<void>;
};

type Heard = Pick<CommandDoor, 'answers' | 'presence' | 'heard' | 'messages'>;

const options = { host: '127.0.0.1', port: 0, connectionsMax: 100, messageBytesMax: 65_536, inflightMax: 10 };
const channels = ['reports', 'record'];
const languages = { commands: 'vehicle-link-2', order: 'vehicle-link-1' };

export async function openCommandDoor(kind: (typeof doors)[number]): Promise<CommandDoor> {
  const { answers, presence, heard, messages }: Heard = {
    answers: [],
    presence: [],
    heard: [],
    messages: [],
  };
  const lines = createVehicleLines({
    languages,
    clock: systemClock,
    onPresence: (vehicleId, isOnLine) => presence.push([vehicleId, isOnLine]),
    onHeard: (vehicleId) => heard.push(vehicleId),
  });
  const door: Pick<CommandDoor, 'take'> = { take: async () => undefined };
  const gateway = await open(kind, {
    listening: lines.listening,
    heard: lines.heard,
    async answered(answer: CommandAnswer) {
      answers.push(answer);
      await door.take(answer);
    },
    accept(message: Message, settle: () => void) {
      messages.push(message);
      lines.heard(message.vehicleId);
      settle();
    },
  });
  const opened: TestVehicle[] = [];
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= gateway.quiesce().then(() => gateway.stop());
    return closing;
  };
  return Object.assign(door, {
    gateway,
    answers,
    presence,
    heard,
    messages,
    line: lines.by(gateway),
    async connect(vehicleId: number, more: IClientOptions = {}) {
      const vin = `VIN${vehicleId}`;
      const url = `mqtt://127.0.0.1:${gateway.port}`;
      const vehicle = await connectVehicle(url, { vin, username: vin, secret: 'word' }, more);
      opened.push(vehicle);
      return vehicle;
    },
    close,
    async stop() {
      for (const vehicle of opened) vehicle.vanish();
      await close();
    },
  });
}

type Handlers = Pick<Parameters<typeof startMqttGateway>[1], 'listening' | 'heard' | 'answered' | 'accept'>;

async function open(kind: (typeof doors)[number], handlers: Handlers): Promise<MqttGateway> {
  const deps = {
    ...handlers,
    authenticate: async (vin: string) => ({ vehicleId: Number(vin.slice(3)), vin, credential: 'word' }),
    presence: { note: () => undefined },
    clock: systemClock,
    log: createLog({ logLevel: 'silent', logPretty: false }),
  };
  if (kind === 'in a thread') {
    const { openDoor } = await import(builtDoor.href);
    const bounds = { underWayMax: 100, underWayBytesMax: 1_000_000, logLevel: 'silent' };
    return openDoor({ ...options, ...bounds, channels, commandChannels: Object.keys(languages) }, deps);
  }
  return startMqttGateway(options, {
    ...deps,
    isChannel: (channel) => channels.includes(channel),
    isCommandChannel: (channel) => channel in languages,
    isFull: () => false,
    isOverfull: () => false,
  });
}
