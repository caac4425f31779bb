import { randomUUID } from 'node:crypto';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Answer, Command } from './command.ts';
import { createDesk, type Desk } from './desk.ts';
import { generation2 } from './generation-2.ts';

export type ClientOptions = {
  /** `mqtt://host:port` or `mqtts://host:port`. */
  mqttUrl: string;
  vin: string;
  /** As `roadwire vehicle add` printed it; the user name is the VIN. */
  password: string;
  /** Does a command: called once for each, and not after it has expired. What it throws is answered as `VehicleError`. */
  onCommand(command: Command, vehicle: VehicleClient): Answer | Promise<Answer>;
  /** Somebody wants the vehicle awake. It listens for commands already when this is called. */
  onWakeUp?: () => void;
  /** Epoch milliseconds; the computer's clock when absent. */
  clock?: () => number;
};

/** A vehicle of generation 2 on the line. It connects again by itself when the line breaks. */
export type VehicleClient = {
  /**
   * Sends groups (docs/vehicle-link.md, section 3) measured now. Resolves when Roadwire has kept them; what waits for
   * that while the line is broken is sent again. Rejects where too much waits, or after `close`.
   */
  report(groups: object): Promise<void>;
  /** Takes no more commands, and waits for a wake-up. */
  sleep(): Promise<void>;
  /** Takes commands again. */
  wake(): Promise<void>;
  /** Says goodbye, once everything is acknowledged. */
  close(): Promise<void>;
};

const reportsWaitingMax = 1000;
const pauseMs = { first: 1000, longest: 60_000 };

/** Connects as a vehicle. Rejects where user name or password are wrong, or Roadwire is not to be reached. */
export async function connectVehicle(options: ClientOptions): Promise<VehicleClient> {
  const { mqttUrl, vin, password, onCommand, clock = Date.now } = options;
  const client = await connectAsync(
    mqttUrl,
    { username: vin, password, clientId: `client-${vin}`, keepalive: 60, resubscribe: false },
    false,
  );
  const line = { client, vin, isAwake: true };
  const vehicle = clientOf(line, clock);
  const execute = (command: Command) => onCommand(command, vehicle);
  const desk = createDesk(generation2, { execute, clock });
  connectEverAgain(client, () => void listen(line).catch(() => undefined));
  client.on('message', (topic, payload) => {
    if (topic === topicOf(vin, generation2.channel)) void answer(line, desk, payload);
    else if (payload.length > 0) wakeUp(line, options.onWakeUp);
  });
  await listen(line);
  return vehicle;
}

type Line = { client: MqttClient; vin: string; isAwake: boolean };

const topicOf = (vin: string, channel: string) => `vehicles/${vin}/${channel}`;

/** After each connecting: sessions are not kept. */
async function listen({ client, vin, isAwake }: Line): Promise<void> {
  const channels = isAwake ? ['wakeup', generation2.channel] : ['wakeup'];
  await client.subscribeAsync(
    channels.map((channel) => topicOf(vin, channel)),
    { qos: 1 },
  );
}

/** With a pause that grows, and starts anew when it has worked. */
function connectEverAgain(client: MqttClient, onConnected: () => void): void {
  client.options.reconnectPeriod = pauseMs.first;
  client.on('close', () => {
    const longer = (client.options.reconnectPeriod ?? pauseMs.first) * 2;
    client.options.reconnectPeriod = Math.min(pauseMs.longest, longer);
  });
  client.on('connect', () => {
    client.options.reconnectPeriod = pauseMs.first;
    onConnected();
  });
  // Without a listener a broken line would end the process.
  client.on('error', () => undefined);
}

async function answer({ client, vin }: Line, desk: Desk, payload: Buffer): Promise<void> {
  const reply = await desk.take(payload);
  // Kept by the connection until it is acknowledged, and sent again over the next one.
  if (reply) client.publish(topicOf(vin, reply.channel), reply.payload, { qos: 1 });
}

function wakeUp(line: Line, told: ClientOptions['onWakeUp']): void {
  line.isAwake = true;
  // Where the line breaks meanwhile, the next one begins with listening.
  listen(line).then(told, () => undefined);
}

function clientOf(line: Line, clock: () => number): VehicleClient {
  const { client, vin } = line;
  const run = randomUUID().slice(0, 8);
  let count = 0;
  let waiting = 0;
  return {
    async report(groups) {
      if (waiting >= reportsWaitingMax) throw new Error(`${waiting} reports wait for their acknowledgement`);
      count += 1;
      waiting += 1;
      const report = { id: `${run}-${count}`, at: new Date(clock()).toISOString(), ...groups };
      try {
        await client.publishAsync(topicOf(vin, 'reports'), JSON.stringify(report), { qos: 1 });
      } finally {
        waiting -= 1;
      }
    },
    async sleep() {
      line.isAwake = false;
      await client.unsubscribeAsync(topicOf(vin, generation2.channel));
    },
    async wake() {
      line.isAwake = true;
      await listen(line);
    },
    close: () => client.endAsync(),
  };
}
