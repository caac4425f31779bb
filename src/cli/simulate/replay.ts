import { basename } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { connectAsync, type MqttClient } from 'mqtt';
import { systemClock } from '../../lib/clock.ts';
import { hashSecret, newPublicId, newSecret } from '../../lib/secrets.ts';
import { openRecording } from '../../replay/open-recording.ts';
import type { Recording } from '../../replay/recording.ts';
import type { Database } from '../../store/database.ts';
import { findVehicleId } from '../../store/vehicles/vehicles.ts';
import { command, commandContext, positiveNumber } from '../command.ts';
import { getServer } from '../server-file.ts';
import { withDatabase } from '../with-database.ts';

type Options = { vin: string; speed: number; keepTimes?: boolean };

/** Frames on the wire without an acknowledgement. */
const inflight = 20;

export const replay = command(
  'replay',
  'send a recorded drive (OpenXC JSON lines, GPX) through the gateway as a vehicle',
  'replay drive.jsonl --vin VR3DEMOSP00000006 --speed 10',
)
  .argument('<file>', 'the recording')
  .requiredOption('--vin <vin>', 'the vehicle to be')
  .option('--speed <n>', 'how many times faster than it was driven', positiveNumber, 1)
  .option('--keep-times', 'send the times of the recording; otherwise they are moved so that it ends now')
  .action(async (file: string, options: Options) => {
    const context = commandContext({ isQuiet: true });
    const { mqttUrl } = getServer(context.settings);
    const recording = await openRecording(file, { idPrefix: newPublicId().slice(0, 12) });
    if (options.keepTimes) refuseAncient(recording, context.settings.retentionDays);
    const vin = options.vin.toUpperCase();
    await withDatabase(context, (database) =>
      asVehicle(database, vin, async ({ username, password }) => {
        const client = await connectAsync(mqttUrl, {
          username,
          password,
          clientId: 'replay',
          reconnectPeriod: 500,
        });
        const sent = await sendAll(recording, { client, vin, options, name: basename(file) });
        await client.endAsync();
        context.print(`${sent} messages sent and acknowledged`);
      }),
    );
  });

/** Reports from before the history that is kept would all be refused. */
function refuseAncient({ startsAt }: Recording, retentionDays: number): void {
  if (startsAt >= systemClock.now() - retentionDays * 86_400_000) return;
  const day = new Date(startsAt).toISOString();
  throw new Error(
    `keep-times: the recording begins at ${day}, before the ${retentionDays} days that are kept`,
  );
}

type Login = { username: string; password: string };

/** Lends a login of the vehicle for the time of the work. */
async function asVehicle(
  database: Database,
  vin: string,
  work: (login: Login) => Promise<void>,
): Promise<void> {
  const vehicleId = await findVehicleId(database, vin);
  if (vehicleId === undefined)
    throw new Error(`vin: there is no vehicle ${vin} (enter it with "npx roadwire vehicle add")`);
  const [username, password] = [`replay-${newPublicId().slice(0, 16)}`, newSecret()];
  const row = { username, vehicle_id: vehicleId, secret_hash: hashSecret(password) };
  await database.query.insertInto('vehicle_credentials').values(row).execute();
  try {
    await work({ username, password });
  } finally {
    await database.query.deleteFrom('vehicle_credentials').where('username', '=', username).execute();
  }
}

type Sending = { client: MqttClient; vin: string; options: Options; name: string };

async function sendAll(recording: Recording, { client, vin, options, name }: Sending): Promise<number> {
  const { startsAt, endsAt, frameCount } = recording;
  const begunAt = systemClock.now();
  const lastsMs = (endsAt - startsAt) / options.speed;
  const shiftMs = options.keepTimes ? 0 : Math.round(begunAt + lastsMs - endsAt);
  const bar = new SingleBar({ format: `${name} {bar} {value}/{total} messages` }, Presets.shades_classic);
  bar.start(frameCount, 0);
  const open = new Set<Promise<unknown>>();
  for await (const { channel, at, payload } of recording.frames(shiftMs)) {
    const dueAt = begunAt + (at - shiftMs - startsAt) / options.speed;
    await waitUntil(dueAt);
    const sending = client.publishAsync(`vehicles/${vin}/${channel}`, payload, { qos: 1 }).then(() => {
      open.delete(sending);
      bar.increment();
    });
    open.add(sending);
    if (open.size >= inflight) await Promise.race(open);
  }
  await Promise.all(open);
  bar.stop();
  return frameCount;
}

async function waitUntil(dueAt: number): Promise<void> {
  const wait = dueAt - systemClock.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
