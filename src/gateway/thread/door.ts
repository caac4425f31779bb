import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../lib/clock.ts';
import type { Message } from '../../model/report.ts';
import type { VehicleIdentity } from '../credentials.ts';
import { type MqttGateway, startMqttGateway } from '../mqtt.ts';
import { pack } from './parcels.ts';
import { createUnderWay } from './under-way.ts';
import type { CloudWord, DoorConfig, DoorWord } from './words.ts';

type Say = (word: DoorWord, transfer?: ArrayBuffer[]) => void;

/** The door for vehicles in a thread of its own: it speaks MQTT, the cloud behind the port does everything else. */
async function runDoor(config: DoorConfig, port: MessagePort): Promise<void> {
  const say: Say = (word, transfer = []) => port.postMessage(word, transfer);
  const underWay = createUnderWay({ messages: config.underWayMax, bytes: config.underWayBytesMax });
  const outbox = createOutbox(config.channels, say);
  const callers = createCallers(say);
  let gateway: MqttGateway | undefined;
  const connected = () => gateway?.connected() ?? 0;
  gateway = await startMqttGateway(config, {
    authenticate: callers.ask,
    presence: {
      note: (vehicleId, reason) => say({ says: 'presence', vehicleId, reason, connected: connected() }),
    },
    isChannel: (channel) => config.channels.includes(channel),
    accept: (message, settle) => outbox.add(message, underWay.add(message, settle)),
    isFull: () => underWay.fill() >= 1,
    isOverfull: () => underWay.fill() >= 2,
    // The cloud notes when a message came in; here its time is not used.
    clock: systemClock,
    log: logThrough(config.logLevel, say),
  });
  const settleAll = ({ done, failed }: CloudWord & { says: 'settled' }) => {
    for (const number of done) underWay.settle(number);
    const error = new Error('not committed');
    for (const number of failed) underWay.settle(number, error);
    gateway.resume();
  };
  port.on('message', async (word: CloudWord) => {
    if (word.says === 'settled') settleAll(word);
    else if (word.says === 'identity') callers.answer(word);
    else if (word.says === 'drop') gateway.drop(word.vehicleId, word.good);
    else if (word.says === 'renew') gateway.renew(word.certificate);
    else if (word.says === 'quiesce') {
      await gateway.quiesce();
      outbox.flush();
      say({ says: 'quiet' });
    } else {
      await gateway.stop();
      say({ says: 'stopped' });
    }
  });
  say({ says: 'open', port: gateway.port, tlsPort: gateway.tlsPort });
}

/** Gathers the messages of one turn of the event loop. */
function createOutbox(channels: readonly string[], say: Say) {
  let first = 0;
  let messages: Message[] = [];
  function flush(): void {
    if (messages.length === 0) return;
    const parcel = pack(first, messages, channels);
    messages = [];
    say({ says: 'messages', parcel }, [parcel.heads.buffer as ArrayBuffer, parcel.bytes]);
  }
  return {
    add(message: Message, number: number) {
      if (messages.length === 0) {
        first = number;
        setImmediate(flush);
      }
      messages.push(message);
    },
    flush,
  };
}

/** Asks the cloud who a vehicle is. */
function createCallers(say: Say) {
  const waiting = new Map<number, Caller>();
  let calls = 0;
  return {
    ask(username: string, secret: Buffer): Promise<VehicleIdentity | undefined> {
      calls += 1;
      say({ says: 'who', call: calls, username, secret });
      return new Promise((resolve, reject) => waiting.set(calls, { resolve, reject }));
    },
    answer({ call, identity, error }: CloudWord & { says: 'identity' }): void {
      const caller = waiting.get(call);
      waiting.delete(call);
      if (error === undefined) caller?.resolve(identity);
      else caller?.reject(new Error(error));
    },
  };
}

type Caller = {
  resolve(identity: VehicleIdentity | undefined): void;
  reject(error: Error): void;
};

function logThrough(level: string, say: Say) {
  const at = (own: 'debug' | 'info' | 'warn') => (fields: object, text: string) =>
    say({ says: 'log', level: own, fields, text });
  return {
    debug: level === 'debug' || level === 'trace' ? at('debug') : () => undefined,
    info: at('info'),
    warn: at('warn'),
  };
}

if (parentPort) {
  const port = parentPort;
  runDoor(workerData as DoorConfig, port).catch((error: Error) =>
    port.postMessage({ says: 'closed', error: error.message } satisfies DoorWord),
  );
}
