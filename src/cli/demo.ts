import type { Cloud } from '../cloud.ts';
import { systemClock } from '../lib/clock.ts';
import { waitOr } from '../lib/wait.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { certificateFaults } from './ca/certificate-faults.ts';
import { type CommandContext, command, commandContext } from './command.ts';
import { createWorld } from './demo/create-world.ts';
import { createDoors } from './demo/doors.ts';
import { type DemoFiles, readDemoFiles, writeDemoFiles } from './demo/files.ts';
import { demoFleet } from './demo/fleet.ts';
import { remoteCallback, remoteLines } from './demo/remotes.ts';
import { type DemoWorld, demoRoutes } from './demo/routes.ts';
import { allowOwnSink, startDemoSink } from './demo/sink.ts';
import { demoTokens } from './demo/tokens.ts';
import { demoVehicles, vinOfStaying } from './demo/world.ts';
import { runServer } from './run-server.ts';
import { findLast } from './simulate/last-known.ts';
import { type RunningSimulator, startSimulator } from './simulate/simulator.ts';

/** Runs Roadwire with a small world of its own; a later start finds the same world. */
export const demo = command('demo', 'run Roadwire with a simulated fleet to try it on', 'demo').action(
  async () => {
    const logLevel = process.env.ROADWIRE_LOG_LEVEL ?? 'warn';
    process.env.ROADWIRE_LOG_LEVEL = logLevel;
    process.env.ROADWIRE_SIGN_UP ??= 'true';
    allowOwnSink(process.env);
    const context = commandContext({ isQuiet: true, faultsOf: certificateFaults });
    let world: DemoWorld | undefined;
    const routes = demoRoutes(() => world);
    await runServer({ ...context, routes }, async (cloud) => {
      const database = openDatabase({ url: cloud.databaseUrl, size: 2, log: context.log });
      const stop = () => database.stop();
      try {
        const { databaseUrl } = cloud;
        const knownUrl = readDemoFiles(context.settings)?.demo.sinkUrl;
        const sink = await startDemoSink({ ...context, clock: systemClock, knownUrl, databaseUrl });
        const files = await enterWorld(context, { cloud, database, sinkUrl: sink.url });
        const simulator = startSimulator(await demoFleet(cloud.mqttUrl, files.simulated, database));
        world = {
          doors: createDoors(files.demo, { database, clock: systemClock }),
          vehicles: files.simulated.map(({ vin }) => vin),
          happen: simulator.happen,
        };
        await untilPresent(simulator, context);
        await untilKnown(files.demo.endUser.vehicles[0]?.vin ?? '', database);
        const told = { endUser: files.demo.endUser, sinkUrl: sink.url, now: new Date(systemClock.now()) };
        welcome(files, context, await remoteCallback(database, told));
        return { stop: async () => void (await Promise.all([simulator.stop(), sink.stop(), stop()])) };
      } catch (error) {
        await stop();
        throw error;
      }
    });
  },
);

const historyPatienceMs = 30_000;

/** Whoever opens the printed page sees vehicles that drive: at the first start they tell of three days before. */
async function untilPresent(simulator: RunningSimulator, { print }: CommandContext): Promise<void> {
  print('The vehicles hand in what they did before now: a moment.');
  const patience = new AbortController();
  await Promise.race([simulator.present, waitOr(historyPatienceMs, patience.signal)]);
  patience.abort();
}

const statusPatienceMs = 10_000;
const lookEveryMs = 100;

/** The first printed line asks for the status of a vehicle: there is one. */
async function untilKnown(vin: string, database: Database): Promise<void> {
  const until = systemClock.now() + statusPatienceMs;
  const { signal } = new AbortController();
  while (!(await findLast(database, vin)) && systemClock.now() < until) await waitOr(lookEveryMs, signal);
}

type Running = { cloud: Cloud; database: Database; sinkUrl: string };

async function enterWorld(
  { settings, log }: CommandContext,
  { cloud, database, sinkUrl }: Running,
): Promise<DemoFiles> {
  const { baseUrl, mqttUrl, admin } = cloud;
  const known = readDemoFiles(settings);
  const { demo: told, simulated } = known ?? (await newWorld(database));
  const place = { worldUrl: baseUrl, ownUrl: admin.url };
  const tokens = await demoTokens(place, told.endUser, { database, log, now: systemClock.now() });
  const files = {
    demo: { ...told, baseUrl, mqttUrl, sinkUrl, endUser: { ...told.endUser, ...tokens } },
    simulated,
  };
  writeDemoFiles(settings, files);
  return files;
}

async function newWorld(database: Database) {
  const there = await database.query
    .selectFrom('vehicles')
    .select('vin')
    .where(
      'vin',
      'in',
      demoVehicles.map(({ vin }) => vin),
    )
    .executeTakeFirst();
  if (there)
    throw new Error(
      'the demo vehicles are in this database, but demo.json is not in this data folder: use another database',
    );
  const { file, simulated } = await createWorld(database, systemClock.now());
  return { demo: file, simulated };
}

/** The first step of an application: a user signs in and allows it to see data; the code is shown at the end. */
function signInUrl({ baseUrl, endUser: { clientId, redirectUri } }: DemoFiles['demo']): string {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'data:telemetry data:position data:trip',
  });
  return `${baseUrl}/am/oauth2/authorize?${query}`;
}

/** Tells of every vehicle of the fleet that drives, and where it is. */
function monitorCurl({ baseUrl, fleetOwner, sinkUrl = '' }: DemoFiles['demo']): string {
  const { login, password, clientId, fleetId } = fleetOwner;
  const body = {
    label: 'Somebody drives',
    subscribeParam: { callback: { webhook: { name: 'Demo', target: `${sinkUrl}/events` } } },
    extendedEventParam: ['vehicle.position'],
    triggerParam: {
      triggers: [{ name: 'fast', data: { data: 'vehicle.kinetic.speed', op: 'greaterThan', value: ['10'] } }],
      boolExp: 'fast',
    },
  };
  const url = `${baseUrl}/connectedcar/v3/fleets/${fleetId}/monitors?client_id=${clientId}`;
  return `curl -u '${login}:${password}' -H 'Content-Type: application/json' -d '${JSON.stringify(body)}' '${url}'`;
}

function welcome({ demo }: DemoFiles, { print, settings }: CommandContext, cbid: string | undefined): void {
  const { baseUrl, mqttUrl, endUser } = demo;
  const query = `client_id=${endUser.clientId}`;
  const header = `-H 'Authorization: Bearer ${endUser.accessToken}'`;
  const first = endUser.vehicles[0];
  print('');
  print(
    'Roadwire runs, and five simulated vehicles with it. Ctrl-C ends it; the next start finds the same world.',
  );
  print('');
  print(`  console        ${baseUrl}/  (open this first)`);
  print(`  Web API        ${baseUrl}/connectedcar/v4/user`);
  print(`  explore it     ${baseUrl}/docs`);
  print(`  sign in        ${signInUrl(demo)}`);
  print(`                 as ${endUser.email}, password ${endUser.password}`);
  print(`  my account     ${baseUrl}/account  (the same address and password)`);
  print(`  administration ${baseUrl}/admin/v1  (docs/administration.md)`);
  print(`  vehicles       ${mqttUrl}  (how they speak: docs/vehicle-link.md)`);
  print(
    `  everything     ${settings.dataDir}/demo.json  (ids, tokens, passwords, a spare vehicle for your tests)`,
  );
  print('');
  print('The vehicles of the demo user, and where the first of them is now:');
  print('');
  print(`  curl ${header} '${baseUrl}/connectedcar/v4/user/vehicles?${query}'`);
  print('');
  print(`  curl ${header} '${baseUrl}/connectedcar/v4/user/vehicles/${first?.id}/status?${query}'`);
  print('');
  print('A monitor on the fleet; what it raises is sent to the demo itself, signed, and printed here:');
  print('');
  print(`  ${monitorCurl(demo)}`);
  print('');
  if (cbid) tellOfRemotes(demo, print, cbid);
}

function tellOfRemotes(demo: DemoFiles['demo'], print: (line: string) => void, cbid: string): void {
  const vehicles = { charging: vinOfStaying('Charging'), sleeping: vinOfStaying('Asleep') };
  print(
    'Remote actions: one vehicle charges and is not locked, one sleeps. What becomes of each is told the same way.',
  );
  print('(Unlocked opens it, true charges it again; all there is to ask for: docs/remote.md.)');
  print('');
  for (const line of remoteLines(demo, { cbid, ...vehicles })) print(`  ${line}`);
  print('');
}
