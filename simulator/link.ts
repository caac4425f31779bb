import { connect, type MqttClient } from 'mqtt';
import type { Random } from './model/random.ts';
import type { Letter, Outbox } from './outbox.ts';

export type LinkConfig = {
  mqttUrl: string;
  vin: string;
  username: string;
  password: string;
  /** Last part of the topic that commands come on. */
  commandChannel: string;
  /** Stays connected for wake-ups while it sleeps. */
  keepsLine: boolean;
};

/** What of the vehicle decides about its line. */
export type Bearing = {
  isAwake: boolean;
  /** It lives in the present: it can be told something. */
  isPresent: boolean;
};

export type LinkDeps = {
  outbox: Outbox;
  random: Random;
  /** Told once why the server does not take the vehicle, until it does again. */
  onTrouble: (reason: string) => void;
  onCommand: (payload: Buffer) => void;
  onWakeUp: () => void;
};

type Hearing = 'nothing' | 'wake-ups' | 'commands';

const backoffMs = { first: 500, longest: 30_000 };
/** How long stopping waits for acknowledgements. */
const farewellMs = 2000;

/**
 * The MQTT connection of one vehicle. Each attempt is a client of its own; what stays unacknowledged stays
 * in the outbox and is sent again over the next one.
 */
export class Link {
  readonly #config: LinkConfig;
  readonly #deps: LinkDeps;
  #client: MqttClient | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isClosing: boolean = false;
  #isCut: boolean = false;
  #failures = 0;
  #hasTrouble: boolean = false;
  #hears: Hearing = 'nothing';
  #takesCommands: boolean = false;

  constructor(config: LinkConfig, deps: LinkDeps) {
    this.#config = config;
    this.#deps = deps;
  }

  /** The server has agreed that commands come. */
  takesCommands(): boolean {
    return this.isConnected() && this.#takesCommands;
  }

  isConnected(): boolean {
    return this.#client?.connected === true && !this.#isClosing;
  }

  /** The line is gone, as in a tunnel: nobody says goodbye, and what there is to say waits. */
  cut(): void {
    this.#isCut = true;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#client?.stream.destroy();
  }

  /** There is a line again, from the next step on. */
  mend(): void {
    this.#isCut = false;
    this.#failures = 0;
  }

  /**
   * To be called after each step of the vehicle: connects while it is awake or has something to say, sends
   * what waits, and when it sleeps disconnects in good order or waits for wake-ups alone.
   */
  tend({ isAwake, isPresent }: Bearing): void {
    if (this.#isCut) return;
    const isBusy = isAwake || !this.#deps.outbox.isEmpty();
    const isWanted = isBusy || (isPresent && this.#config.keepsLine);
    if (!isWanted) return void this.#rest();
    if (!this.#client && !this.#retry) this.#open();
    this.#send();
    if (isPresent) this.#listen(isBusy ? 'commands' : 'wake-ups');
  }

  /** Listens to wake-ups, and to commands while it is awake; never to what it listens to already. */
  #listen(hearing: Hearing): void {
    const client = this.#client;
    if (!client || !this.isConnected() || this.#hears === hearing) return;
    const wasNothing = this.#hears === 'nothing';
    this.#hears = hearing;
    const topic = (channel: string) => `vehicles/${this.#config.vin}/${channel}`;
    const commands = topic(this.#config.commandChannel);
    if (wasNothing) client.subscribe(topic('wakeup'), { qos: 1 });
    const agreed = (isHeard: boolean) => (error?: Error | null) => {
      if (!error && this.#client === client) this.#takesCommands = isHeard;
    };
    if (hearing === 'commands') client.subscribe(commands, { qos: 1 }, agreed(true));
    else if (!wasNothing) client.unsubscribe(commands, agreed(false));
  }

  #hear(topic: string, payload: Buffer): void {
    if (!topic.endsWith('/wakeup')) return void this.#deps.onCommand(payload);
    if (payload.length === 0) return;
    // Listening again says that it is awake.
    if (this.#hears === 'commands') this.#hears = 'wake-ups';
    this.#deps.onWakeUp();
  }

  /** Disconnects in good order; what the server does not acknowledge within two seconds is given up. */
  async stop(): Promise<void> {
    clearTimeout(this.#retry);
    await this.#rest();
  }

  #open(): void {
    const { mqttUrl, vin, username, password } = this.#config;
    const client = connect(mqttUrl, {
      username,
      password,
      clientId: `vehicle-${vin}`,
      keepalive: 60,
      connectTimeout: 15_000,
      reconnectPeriod: 0,
      will: { topic: `vehicles/${vin}/presence`, payload: Buffer.from('lost'), qos: 1, retain: false },
    });
    this.#client = client;
    let reason = 'the line broke';
    client.on('error', (error) => {
      reason = error.message || (error as NodeJS.ErrnoException).code || error.name;
    });
    client.on('connect', () => {
      this.#failures = 0;
      this.#hasTrouble = false;
      this.#hears = 'nothing';
      this.#takesCommands = false;
      this.#send();
    });
    client.on('message', (topic, payload) => this.#hear(topic, payload));
    client.on('close', () => this.#closed(client, reason));
  }

  #closed(client: MqttClient, reason: string): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#deps.outbox.takeBack();
    // Without this a client that never got through keeps its timers.
    client.end(true);
    if (this.#isClosing) {
      this.#isClosing = false;
      return;
    }
    if (this.#isCut) return;
    if (!this.#hasTrouble) this.#deps.onTrouble(reason);
    this.#hasTrouble = true;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#open();
    }, this.#backoffMs());
  }

  /** Twice as long after each failure, and never the same for two vehicles. */
  #backoffMs(): number {
    const longest = Math.min(backoffMs.longest, backoffMs.first * 2 ** this.#failures);
    this.#failures += 1;
    return longest * (0.5 + this.#deps.random() / 2);
  }

  #send(): void {
    const client = this.#client;
    if (!client || !this.isConnected()) return;
    for (let letter = this.#deps.outbox.take(); letter; letter = this.#deps.outbox.take()) {
      this.#publish(client, letter);
    }
  }

  #publish(client: MqttClient, letter: Letter): void {
    const topic = `vehicles/${this.#config.vin}/${letter.channel}`;
    client.publish(topic, letter.payload, { qos: 1 }, (error) => {
      // Without an acknowledgement the letter stays; the line breaks and it is taken back.
      if (error || this.#client !== client) return;
      this.#deps.outbox.acknowledge(letter);
      this.#send();
    });
  }

  /** Says goodbye, and hangs up if that takes too long. */
  async #rest(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    const closed = new Promise<void>((resolve) => client.once('close', resolve));
    if (!this.#isClosing) {
      this.#isClosing = true;
      const patience = setTimeout(() => client.stream.destroy(), farewellMs);
      client.once('close', () => clearTimeout(patience));
      client.end(!client.connected);
    }
    await closed;
  }
}
