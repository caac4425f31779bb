import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fleet, runFleet } from '../../simulator/fleet.ts';
import { createWorld, type DemoFile } from '../../src/cli/demo/create-world.ts';
import { demoFleet } from '../../src/cli/demo/fleet.ts';
import { remoteCallback, remoteLines } from '../../src/cli/demo/remotes.ts';
import { startDemoSink } from '../../src/cli/demo/sink.ts';
import { demoTokens } from '../../src/cli/demo/tokens.ts';
import { vinOfStaying } from '../../src/cli/demo/world.ts';
import type { Sink } from '../../src/cli/sink/sink.ts';
import { createLog } from '../../src/lib/log.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';

const log = createLog({ logLevel: 'silent', logPretty: false });
const [charging, sleeping] = [vinOfStaying('Charging'), vinOfStaying('Asleep')];

let cloud: TestCloud;
let sink: Sink;
let fleet: Fleet;
let endUser: DemoFile['endUser'];
let shell: ChildProcessWithoutNullStreams;
/** What the demo prints of what comes to it, and what the shell answers. */
const printed: string[] = [];
let answered = '';

beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' });
  const { clock, database } = cloud;
  const print = (line: string) => printed.push(line);
  const { url: databaseUrl } = database;
  sink = await startDemoSink({ knownUrl: undefined, databaseUrl, clock, log, print });
  const { file, simulated } = await createWorld(database, clock.now());
  const place = { worldUrl: cloud.baseUrl, ownUrl: cloud.admin.url };
  const deps = { database, log, now: clock.now() };
  endUser = { ...file.endUser, ...(await demoTokens(place, file.endUser, deps)) };
  const staying = simulated.filter(({ vin }) => vin === charging || vin === sleeping);
  const config = await demoFleet(cloud.mqttUrl, staying, database);
  // Their days before are not what is looked at here.
  const vehicles = config.vehicles.map(({ historyDays: _, staged: __, ...vehicle }) => vehicle);
  fleet = runFleet({ ...config, vehicles, seed: 1 }, { clock: clock.now });
  shell = spawn('bash', ['-s']);
  shell.stdout.on('data', (text) => {
    answered += text;
  });
});
afterAll(async () => {
  shell.stdin.end();
  await fleet.stop();
  await sink.stop();
  await cloud.stop();
});

const vehicleIdOf = (vin: string) => endUser.vehicles.find((vehicle) => vehicle.vin === vin)?.id ?? '';

/** Vehicles live as the clock goes on. */
const untilStatus = (
  what: string,
  vin: string,
  fits: (body: Awaited<ReturnType<typeof statusOf>>) => boolean,
) =>
  eventually(what, async () => {
    cloud.clock.advance(1000);
    return fits(await statusOf(vin));
  });

async function statusOf(vin: string) {
  const { accessToken: token, clientId } = endUser;
  return (await cloud.get(`/user/vehicles/${vehicleIdOf(vin)}/status`, { token, clientId })).body;
}

async function paste(line: string): Promise<object> {
  answered = '';
  shell.stdin.write(`${line}\n`);
  return eventually(`an answer to ${line}`, () => answered.endsWith('\n') && JSON.parse(answered));
}

/** The steps that came to the sink since, one line each. */
async function untilPrinted(from: number, ...steps: string[]): Promise<void> {
  const stepsOf = () =>
    printed.slice(from).map((line) => /Z {2}(.*) {3}signature good {3}[\da-f]+$/.exec(line)?.[1]);
  await eventually(steps.join(', '), () => stepsOf().at(-1) === steps.at(-1));
  expect(stepsOf()).toEqual(steps);
}

const chargingOf = (body: { energies?: { type: string; extension?: object }[] }) => {
  const electric = body.energies?.find(({ type }) => type === 'Electric');
  return (electric as { extension?: { electric?: { charging?: { status?: string } } } } | undefined)
    ?.extension?.electric?.charging?.status;
};

describe('the printed lines on remote actions', () => {
  let lines: string[];
  beforeAll(async () => {
    const told = { endUser, sinkUrl: sink.url, now: new Date(cloud.clock.now()) };
    const cbid = (await remoteCallback(cloud.database, told)) ?? '';
    // At the next start it is the same one.
    expect(await remoteCallback(cloud.database, told)).toBe(cbid);
    lines = remoteLines({ baseUrl: cloud.baseUrl, endUser }, { cbid, charging, sleeping });
    for (const line of lines.slice(0, 3)) shell.stdin.write(`${line}\n`);
  });

  it('lock a door, and the status shows it', async () => {
    await untilStatus('an open car', charging, (body) => body.doorsState?.lockedStates[0] === 'Unlocked');
    await eventually('a car that listens', () => fleet.counts().listening > 0);
    const from = printed.length;
    expect(await paste(lines[3] as string)).toMatchObject({ type: 'Doors' });
    await untilPrinted(
      from,
      ...['Pending Accepted', 'Pending SentToVehicle', 'Done Success'].map((step) => `Doors ${step}`),
    );
    await untilStatus('locked doors', charging, (body) => body.doorsState?.lockedStates[0] === 'Locked');
  });

  it('stop a charge, and the status shows it', async () => {
    await untilStatus('a charge', charging, (body) => chargingOf(body) === 'InProgress');
    const from = printed.length;
    await paste(lines[4] as string);
    const steps = ['Pending Accepted', 'Pending SentToVehicle', 'Done Success'];
    await untilPrinted(from, ...steps.map((step) => `ElectricBatteryChargingRequest ${step}`));
    await eventually('a charge that has ended', async () => {
      const seen = await paste(lines[5] as string);
      return chargingOf(seen) === 'Stopped';
    });
  });

  it('wake a car that sleeps, and the status shows when', async () => {
    await untilStatus('a car that is known', sleeping, (body) => body.ignition !== undefined);
    await eventually('a car that sleeps', () => {
      cloud.clock.advance(1000);
      return fleet.counts().listening === 1;
    });
    const from = printed.length;
    const asleepAt = cloud.clock.now();
    await paste(lines[6] as string);
    const steps = ['Pending Accepted', 'Pending WakingUpVehicle', 'Pending SentToVehicle', 'Done Success'];
    await untilPrinted(from, ...steps.map((step) => `WakeUp ${step}`));
    await eventually('a newer status', async () => {
      const seen = (await paste(lines[7] as string)) as { ignition: { createdAt: string } };
      return Date.parse(seen.ignition.createdAt) >= asleepAt;
    });
  });
});
