import { Worker } from 'node:worker_threads';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { createCalls } from '../../lib/thread/calls.ts';
import { type Hearing, hear } from '../../lib/thread/hear.ts';
import { listen, untilOpen } from '../../lib/thread/listen.ts';
import { createPost, type Say } from '../../lib/thread/post.ts';
import type { Message } from '../../model/report.ts';
import type { Sleeper } from '../../model/vehicle-line.ts';
import type { Authenticate } from '../credentials.ts';
import type { CommandDeps, MqttGateway } from '../mqtt.ts';
import type { Presence } from '../presence.ts';
import { unpack } from './parcels.ts';
import type { CloudWord, DoorConfig, DoorWord } from './words.ts';

type Deps = Pick<CommandDeps, 'listening' | 'heard' | 'answered'> & {
  authenticate: Authenticate;
  presence: Pick<Presence, 'note'>;
  /** Takes a message over; `settle` is called when it has committed, or with the error that kept it from it. */
  accept(message: Message, settle: (error?: Error) => void): void;
  /** How late the event loop of the thread is, in seconds; from time to time. */
  onLag(lagS: number): void;
  clock: Clock;
  log: Log;
};

/**
 * Opens the door for vehicles in a thread of its own: reading and writing a thousand sockets takes about as
 * much time as everything that happens to the messages. It is the same gateway as in this thread, and bounded
 * by what is under way instead of by what is in the queue.
 */
export async function openDoor(config: DoorConfig, deps: Deps): Promise<MqttGateway> {
  const worker = new Worker(new URL('./door.js', import.meta.url), { workerData: config });
  const say = sayTo(worker);
  const settling = createSettling(say);
  const commanding = createCommanding(say);
  let connected = 0;
  const onTheLine = new Set<number>();
  const hearing: Hearing<DoorWord> = {
    messages({ parcel }) {
      const receivedAt = deps.clock.now();
      unpack(parcel, config.channels, (message, number) =>
        deps.accept({ ...message, receivedAt }, (error) => settling.add(number, error)),
      );
    },
    who: (word) => void identify(word, deps).then((answer) => say(answer)),
    listening: ({ vehicleId, channel }) => deps.listening(vehicleId, channel),
    heard: ({ vehicleId }) => deps.heard(vehicleId),
    answer: (word) => void takeAnswer(word, deps).then((answer) => say(answer)),
    sent: commanding.settle,
    woken: commanding.settle,
    presence(word) {
      connected = word.connected;
      if (word.reason === 'connected') onTheLine.add(word.vehicleId);
      else onTheLine.delete(word.vehicleId);
      deps.presence.note(word.vehicleId, word.reason);
    },
    lag: ({ lagS }) => deps.onLag(lagS),
    log: ({ level, fields, text }) => deps.log[level](fields, text),
    ...waitedFor,
  };
  const heard = listen(worker, {
    name: 'the door for vehicles',
    take: (word: DoorWord) => hear(hearing, word),
    onBroken: commanding.end,
  });
  const { port, tlsPort } = (await untilOpen(worker, heard('open', 'closed'))) as DoorWord & { says: 'open' };
  return {
    send: commanding.send,
    wake: commanding.wake,
    port,
    ...(tlsPort === undefined ? {} : { tlsPort }),
    renew: (certificate) => say({ says: 'renew', certificate }),
    connected: () => connected,
    onTheLine: () => [...onTheLine],
    drop: (vehicleId, good) => say({ says: 'drop', vehicleId, good }),
    // The door reads on by itself as messages are settled.
    resume: () => undefined,
    async quiesce() {
      say({ says: 'quiesce' });
      await heard('quiet');
    },
    async stop() {
      settling.flush();
      say({ says: 'stop' });
      await heard('stopped');
      await worker.terminate();
      commanding.end();
    },
  };
}

/** What follows on one word of the door, or on one batch, crosses together. */
function sayTo(worker: Worker): Say<CloudWord> {
  return createPost({
    post: (words, transfer) => worker.postMessage(words, transfer),
    later: queueMicrotask,
  });
}

const nothing = () => undefined;

/** Somebody waits for these. */
const waitedFor = { open: nothing, closed: nothing, quiet: nothing, stopped: nothing };

async function identify(
  { call, username, secret }: DoorWord & { says: 'who' },
  { authenticate, log }: Deps,
): Promise<CloudWord> {
  try {
    return { says: 'identity', call, identity: await authenticate(username, Buffer.from(secret)) };
  } catch (error) {
    log.debug({ err: error }, 'a vehicle could not be looked up');
    return { says: 'identity', call, error: (error as Error).message };
  }
}

async function takeAnswer(
  { call, answer }: DoorWord & { says: 'answer' },
  { answered }: Deps,
): Promise<CloudWord> {
  try {
    await answered({ ...answer, payload: Buffer.from(answer.payload) });
    return { says: 'answered', call };
  } catch (error) {
    return { says: 'answered', call, error: (error as Error).message };
  }
}

/** What is sent to vehicles, until the door says what became of it. */
function createCommanding(say: Say<CloudWord>) {
  const sends = createCalls<boolean>();
  const wakes = createCalls<void>();
  return {
    send: (vehicleId: number, payload: Buffer) =>
      sends.ask((call) => say({ says: 'send', call, vehicleId, payload: Uint8Array.from(payload) })),
    wake: (vehicle: Sleeper, payload: Buffer) =>
      wakes.ask((call) => say({ says: 'wake', call, vehicle, payload: Uint8Array.from(payload) })),
    settle(word: DoorWord & { says: 'sent' | 'woken' }) {
      if (word.says === 'sent') sends.answer(word.call, { value: word.isSent });
      else wakes.answer(word.call, word.error === undefined ? { value: undefined } : { error: word.error });
    },
    end() {
      sends.end({ value: false });
      wakes.end({ error: 'the door for vehicles is closed' });
    },
  };
}

/** Tells the door of a whole batch at once. */
function createSettling(say: Say<CloudWord>) {
  let done: number[] = [];
  let failed: number[] = [];
  let isScheduled = false;
  function flush(): void {
    isScheduled = false;
    if (done.length === 0 && failed.length === 0) return;
    const word = {
      says: 'settled',
      done: Float64Array.from(done),
      failed: Float64Array.from(failed),
    } as const;
    done = [];
    failed = [];
    say(word, [word.done.buffer, word.failed.buffer]);
  }
  return {
    add(number: number, error?: Error) {
      (error ? failed : done).push(number);
      if (isScheduled) return;
      isScheduled = true;
      queueMicrotask(flush);
    },
    flush,
  };
}
