import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../lib/clock.ts';
import { createCalls } from '../../lib/thread/calls.ts';
import { type Hearing, hear } from '../../lib/thread/hear.ts';
import { tellLag } from '../../lib/thread/lag.ts';
import { createPost, type Say as SayTo } from '../../lib/thread/post.ts';
import type { Message } from '../../model/report.ts';
import type { VehicleIdentity } from '../credentials.ts';
import { type MqttGateway, startMqttGateway } from '../mqtt.ts';
import { pack } from './parcels.ts';
import { createUnderWay } from './under-way.ts';
import type { CloudWord, DoorConfig, DoorWord } from './words.ts';

type Say = SayTo<DoorWord>;

/** The door for vehicles in a thread of its own: it speaks MQTT, the cloud behind the port does everything else. */
async function runDoor(config: DoorConfig, port: MessagePort): Promise<void> {
  // Together with what else came in this turn of the event loop.
  const say = createPost<DoorWord>({
    post: (words, transfer) => port.postMessage(words, transfer),
    later: setImmediate,
  });
  const underWay = createUnderWay({ messages: config.underWayMax, bytes: config.underWayBytesMax });
  const outbox = createOutbox(config.channels, say);
  const callers = createCalls<VehicleIdentity | undefined>();
  const answers = createCalls<void>();
  const log = logThrough(config.logLevel, say);
  let gateway: MqttGateway | undefined;
  const connected = () => gateway?.connected() ?? 0;
  gateway = await startMqttGateway(config, {
    authenticate: (username, secret) => callers.ask((call) => say({ says: 'who', call, username, secret })),
    presence: {
      note: (vehicleId, reason) => say({ says: 'presence', vehicleId, reason, connected: connected() }),
    },
    isChannel: (channel) => config.channels.includes(channel),
    isCommandChannel: (channel) => config.commandChannels.includes(channel),
    listening: (vehicleId, channel) => say({ says: 'listening', vehicleId, channel }),
    heard: (vehicleId) => say({ says: 'heard', vehicleId }),
    answered: (answer) =>
      answers.ask((call) => {
        // A buffer of its own: what it is cut from would cross over with it.
        const payload = Uint8Array.from(answer.payload);
        say({ says: 'answer', call, answer: { ...answer, payload } });
      }),
    accept: (message, settle) => outbox.add(message, underWay.add(message, settle)),
    isFull: () => underWay.fill() >= 1,
    isOverfull: () => underWay.fill() >= 2,
    // The cloud notes when a message came in; here its time is not used.
    clock: systemClock,
    log,
  });
  const settleAll = ({ done, failed }: CloudWord & { says: 'settled' }) => {
    for (const number of done) underWay.settle(number);
    const error = new Error('not committed');
    for (const number of failed) underWay.settle(number, error);
    gateway.resume();
  };
  const hearing: Hearing<CloudWord> = {
    settled: settleAll,
    identity: (word) => callers.answer(word.call, answerOf(word, word.identity)),
    answered: (word) => answers.answer(word.call, answerOf(word, undefined)),
    ...commandHearing(gateway, say),
    drop: ({ vehicleId, good }) => gateway.drop(vehicleId, good),
    renew: ({ certificate }) => gateway.renew(certificate),
    ...closingHearing(gateway, { log, flush: outbox.flush, say }),
  };
  port.on('message', (words: CloudWord[]) => {
    for (const word of words) hear(hearing, word);
  });
  tellLag((lagS) => say({ says: 'lag', lagS }));
  say({ says: 'open', port: gateway.port, tlsPort: gateway.tlsPort });
}

const answerOf = <Value>({ error }: { error?: string | undefined }, value: Value) =>
  error === undefined ? { value } : { error };

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

/** What the cloud has the gateway tell vehicles, and what became of it. */
function commandHearing({ send, wake }: MqttGateway, say: Say): Pick<Hearing<CloudWord>, 'send' | 'wake'> {
  return {
    send: ({ call, vehicleId, payload }) =>
      void send(vehicleId, Buffer.from(payload)).then((isSent) => say({ says: 'sent', call, isSent })),
    wake: ({ call, vehicle, payload }) =>
      void wake(vehicle, Buffer.from(payload)).then(
        () => say({ says: 'woken', call }),
        ({ message }: Error) => say({ says: 'woken', call, error: message }),
      ),
  };
}

type Closing = { log: ReturnType<typeof logThrough>; flush(): void; say: Say };

/** However the gateway closes: the others are to be stopped too, and what is left ends with the thread. */
function closingHearing(
  { quiesce, stop }: MqttGateway,
  { log, flush, say }: Closing,
): Pick<Hearing<CloudWord>, 'quiesce' | 'stop'> {
  const complain = (error: Error) =>
    log.warn({ err: error }, 'the door for vehicles did not close as it should');
  return {
    async quiesce() {
      await quiesce().catch(complain);
      flush();
      say({ says: 'quiet' });
    },
    async stop() {
      await stop().catch(complain);
      say({ says: 'stopped' });
    },
  };
}

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
    port.postMessage([{ says: 'closed', error: error.message }] satisfies DoorWord[]),
  );
}
