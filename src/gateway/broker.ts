import { Aedes, type AuthenticateError, type Client } from 'aedes';
import type { Authenticate } from './credentials.ts';
import { type Line, lineOf } from './line.ts';
import type { GatewayLog } from './log.ts';
import type { Presence } from './presence.ts';

type Deps = {
  authenticate: Authenticate;
  presence: Pick<Presence, 'note'>;
  isOverfull(): boolean;
  log: GatewayLog;
};

/** The broker without its topics: it speaks MQTT, proves who connects, and passes nothing on between vehicles. */
export async function createBroker(lines: WeakMap<Client, Line>, deps: Deps): Promise<Aedes> {
  const broker = await Aedes.createBroker({
    maxClientsIdLength: 1000,
    preConnect: (_client, packet, callback) => {
      const { username = '', clientId = '' } = packet;
      const isBounded = /^[^\0]{0,128}$/.test(username) && clientId.length <= 256;
      // Client ids are each vehicle's own business, and sessions are not kept: the outbox of commands is ours.
      packet.clientId = `${username}/${clientId}`;
      packet.clean = true;
      callback(
        isBounded ? null : new Error('user name or client id too long, or with a zero character'),
        isBounded,
      );
    },
    authenticate: (...[client, username, password, done]) => {
      const attempt = { username: username ?? '', secret: password ?? Buffer.alloc(0) };
      void identify(attempt, deps).then(({ identity, error }) => {
        if (identity) lines.set(client, lineOf(identity));
        done(error, identity !== undefined);
      });
    },
  });
  // Nobody subscribes to what vehicles send: it goes to the batch, and from there to those it concerns.
  const publish = broker.publish.bind(broker);
  broker.publish = (packet, ...rest: unknown[]) => {
    const [client, done] = rest as [Client | undefined, (error?: Error) => void];
    if (client && typeof client === 'object') return done();
    return (publish as (...all: unknown[]) => void)(packet, ...rest);
  };
  notePresence(broker, lines, deps);
  return broker;
}

type Attempt = { username: string; secret: Buffer };

/** The vehicle, or the error that its CONNACK carries. */
async function identify(attempt: Attempt, { authenticate, isOverfull, log }: Deps) {
  if (isOverfull()) return { error: refusal(3, 'server busy') };
  try {
    const identity = await authenticate(attempt.username, attempt.secret);
    return identity ? { identity, error: null } : { error: refusal(4, 'bad user name or secret') };
  } catch (error) {
    log.warn({ err: error }, 'a vehicle could not be authenticated');
    return { error: refusal(3, 'server unavailable') };
  }
}

function refusal(returnCode: number, message: string): AuthenticateError {
  return Object.assign(new Error(message), { returnCode }) as AuthenticateError;
}

function notePresence(broker: Aedes, lines: WeakMap<Client, Line>, { presence, log }: Deps): void {
  const connections = new Map<number, number>();
  const vehicleOf = (client: Client) => lines.get(client)?.vehicleId;
  broker.on('client', (client) => {
    const vehicleId = vehicleOf(client);
    if (vehicleId === undefined) return;
    connections.set(vehicleId, (connections.get(vehicleId) ?? 0) + 1);
    presence.note(vehicleId, 'connected');
  });
  broker.on('clientDisconnect', (client) => {
    const vehicleId = vehicleOf(client);
    if (vehicleId === undefined) return;
    const left = (connections.get(vehicleId) ?? 1) - 1;
    if (left > 0) return void connections.set(vehicleId, left);
    connections.delete(vehicleId);
    const wasAsked = (client as Client & { _disconnected?: boolean })._disconnected;
    presence.note(vehicleId, wasAsked ? 'disconnected' : 'lost');
  });
  broker.on('clientError', (client, error) =>
    log.debug({ vehicleId: vehicleOf(client), reason: error.message }, 'vehicle connection failed'),
  );
  broker.on('connectionError', (_client, error) =>
    log.debug({ reason: error.message }, 'connection refused'),
  );
}
