import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { answerParent } from '../child-process.ts';
import { type Credentials, checkLoadConfig } from '../load/load-config.ts';
import { connectCommanded } from './commanded-vehicle.ts';
import { dueHeader } from './due-header.ts';

export type RemoteLoadConfig = {
  mqttPort: number;
  baseUrl: string;
  /** Asked once when the measured part begins: what it has seen before does not count. */
  sinkUrl: string;
  headers: Record<string, string>;
  /** `remotes`: the path to ask this vehicle at. */
  vehicles: (Credentials & { remotes: string })[];
  perSecond: number;
  warmUpSeconds: number;
  seconds: number;
};

/** `asked` in the measured part, `taken` of them: answered with 202. */
export type RemoteLoadResult = { asked: number; taken: number; refusal?: string };

const connectingAtOnce = 50;
const drainSeconds = 5;
/** Requests under way at once; what comes beyond waits, and has been waiting since it was due. */
const connections = 128;

/** Lets all vehicles listen for commands, asks them in turn to lock and unlock, so many a second. */
async function runRemoteLoad(config: RemoteLoadConfig): Promise<RemoteLoadResult> {
  const place = { host: '127.0.0.1', port: config.mqttPort };
  checkLoadConfig({ ...config, ...place, mode: { kind: 'open', perSecond: 1 }, drainSeconds });
  const failure: { error?: Error } = {};
  const vehicles = await connectAll(config, (error) => {
    failure.error ??= error;
  });
  const pool = new Pool(config.baseUrl, { connections, pipelining: 1 });
  try {
    const result = await ask(config, pool);
    await sleep(drainSeconds * 1000);
    if (failure.error) throw failure.error;
    return result;
  } finally {
    for (const { close } of vehicles) close();
    await pool.destroy();
  }
}

async function connectAll({ mqttPort, vehicles }: RemoteLoadConfig, onFailure: (error: Error) => void) {
  const lines: { close(): void }[] = [];
  for (let first = 0; first < vehicles.length; first += connectingAtOnce) {
    const some = vehicles.slice(first, first + connectingAtOnce);
    const open = some.map((vehicle) =>
      connectCommanded({ host: '127.0.0.1', port: mqttPort, vehicle, onFailure }),
    );
    lines.push(...(await Promise.all(open)));
  }
  return lines;
}

/**
 * Requests are sent when they are due, whether the server keeps up or not: at half the rate while both sides warm up,
 * so that what is measured does not begin with what was left over.
 */
async function ask(config: RemoteLoadConfig, pool: Pool): Promise<RemoteLoadResult> {
  const { perSecond, warmUpSeconds, seconds } = config;
  const warming = Math.round((warmUpSeconds * perSecond) / 2);
  const total = warming + seconds * perSecond;
  const dueAfter = (next: number) =>
    (1000 * (Math.min(next, warming) * 2 + Math.max(next - warming, 0))) / perSecond;
  const result: RemoteLoadResult = { asked: seconds * perSecond, taken: 0 };
  const start = performance.now();
  const answers: Promise<void>[] = [];

  async function askOne(number: number, due: number): Promise<void> {
    const { statusCode, body } = await pool.request(requestOf(config, number, due));
    const text = await body.text();
    if (statusCode !== 202) result.refusal ??= `${statusCode} ${text.slice(0, 200)}`;
    else if (number >= warming) result.taken += 1;
  }

  for (let next = 0; next < total; await sleep(1))
    for (let due = start; next < total; next += 1) {
      due = start + dueAfter(next);
      if (due > performance.now()) break;
      if (next === warming) answers.push(forgetBefore(config));
      answers.push(askOne(next, due));
    }
  await Promise.all(answers);
  return result;
}

async function forgetBefore({ sinkUrl }: RemoteLoadConfig): Promise<void> {
  await (await fetch(sinkUrl)).arrayBuffer();
}

/** A vehicle is locked and unlocked in turn. `due`: milliseconds of `performance.now()`. */
function requestOf({ vehicles, headers }: RemoteLoadConfig, number: number, due: number) {
  const turn = Math.floor(number / vehicles.length);
  const value = String(performance.timeOrigin + due);
  return {
    method: 'POST',
    path: vehicles[number % vehicles.length]!.remotes,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      door: { state: turn % 2 === 0 ? 'Locked' : 'Unlocked' },
      attributes: [{ type: 'Header', key: dueHeader, value }],
    }),
  } as const;
}

answerParent(runRemoteLoad);
