import { addTestCallback, monitorEvent, tell, webhookTo } from '../subscribers/callbacks.ts';
import type { Admin } from './admin.ts';

/** A call of a changing operation. `subject` is what the log is to call it; of what is new, the answer tells. */
export type Sample = {
  path: string;
  body?: unknown;
  type?: string;
  subject?: string;
};

const secretPassword = 'correct horse battery';
let names = 0;
const fresh = (stem: string) => {
  names += 1;
  return `${stem}${names}`;
};

async function addVehicle({ send }: Admin): Promise<string> {
  const { body } = await send('POST', '/vehicles', { vin: fresh('VR1AUDIT'), motorization: 'Electric' });
  return body.vin;
}

async function addUser({ send }: Admin) {
  const { body } = await send('POST', '/users', {
    email: `${fresh('user')}@test.example`,
    password: secretPassword,
  });
  return body as { id: string; email: string };
}

async function addApplication({ send }: Admin): Promise<string> {
  return (await send('POST', '/applications', { name: fresh('App') })).body.clientId;
}

async function addPartner({ send }: Admin): Promise<string> {
  return (await send('POST', '/partners', { login: fresh('MZPA') })).body.login;
}

async function addFleet(admin: Admin): Promise<string> {
  const partner = await addPartner(admin);
  return (await admin.send('POST', '/fleets', { partner, name: 'Cars' })).body.id;
}

/** A callback of a fleet. */
async function addCallback(admin: Admin) {
  const owner = { clientId: fresh('client'), fid: await addFleet(admin) };
  const subscribe = webhookTo('https://sink.example.org/in?key=secret');
  return addTestCallback(admin, owner, { ...subscribe, kind: 'fleet' });
}

/** A message of a vehicle that nothing can read. */
export async function addDeadLetter(admin: Admin): Promise<number> {
  const vin = await addVehicle(admin);
  const { rows } = await admin.database.pool.query(
    `insert into dead_letters (vehicle_id, channel, received_at, reason, payload)
     select id, 'reports', now(), 'not JSON', 'hello' from vehicles where vin = $1 returning id`,
    [vin],
  );
  return Number(rows[0].id);
}

/** A certificate of a partner, as it is entered when it is signed. */
export async function addCertificate(admin: Admin): Promise<string> {
  const login = await addPartner(admin);
  const serial = fresh('5A0C').toUpperCase();
  await admin.database.query
    .insertInto('partner_certificates')
    .values({
      authority: Buffer.alloc(32, 7),
      serial,
      login,
      partner_id: null,
      application_id: null,
      subject: `CN=${login}`,
      expires_at: new Date('2030-01-01T00:00:00Z'),
      revoked_at: null,
    })
    .execute();
  return serial;
}

async function addAdministrator({ send }: Admin): Promise<string> {
  const name = fresh('person');
  await send('POST', '/administrators', { name, role: 'admin', password: secretPassword });
  return name;
}

/** Who signed in anew, because what is sampled needs a session. */
export type SignedIn = (name: string) => Promise<{ id: string; token: string }>;

type Make = (admin: Admin, signIn: SignedIn) => Promise<Sample & { as?: string }>;

const ofVehicle =
  (suffix: string, body?: unknown): Make =>
  async (admin) => {
    const vin = await addVehicle(admin);
    return { path: `/vehicles/${vin}${suffix}`, subject: vin, ...(body === undefined ? {} : { body }) };
  };

const ofApplication =
  (suffix: string, body?: unknown): Make =>
  async (admin) => {
    const id = await addApplication(admin);
    return { path: `/applications/${id}${suffix}`, subject: id, ...(body === undefined ? {} : { body }) };
  };

const ofPartner =
  (suffix: string, body?: unknown): Make =>
  async (admin) => {
    const login = await addPartner(admin);
    return { path: `/partners/${login}${suffix}`, subject: login, ...(body === undefined ? {} : { body }) };
  };

const ofFleet =
  (body?: unknown): Make =>
  async (admin) => {
    const id = await addFleet(admin);
    return { path: `/fleets/${id}`, subject: id, ...(body === undefined ? {} : { body }) };
  };

const ofUser =
  (suffix: string, body?: unknown): Make =>
  async (admin) => {
    const { id, email } = await addUser(admin);
    return { path: `/users/${email}${suffix}`, subject: id, ...(body === undefined ? {} : { body }) };
  };

/** For each changing operation something to change, and the call that does it. */
export const samples: Record<string, Make> = {
  signIn: async (admin) => ({
    path: '/sessions',
    body: { name: await addAdministrator(admin), password: secretPassword },
  }),
  signOut: async (admin, signIn) => {
    const { id, token } = await signIn(await addAdministrator(admin));
    return { path: '/sessions/current', as: token, subject: id };
  },
  changeOwnPassword: async (admin, signIn) => {
    const name = await addAdministrator(admin);
    const { token } = await signIn(name);
    const body = { old: secretPassword, new: 'another correct horse' };
    return { path: '/sessions/current/password', body, as: token, subject: name };
  },
  endSession: async (admin, signIn) => {
    const { id } = await signIn(await addAdministrator(admin));
    return { path: `/sessions/${id}`, subject: id };
  },
  addVehicle: async () => {
    const vin = fresh('VR1NEW');
    return { path: '/vehicles', body: { vin, motorization: 'Hybrid', generation: 2 }, subject: vin };
  },
  changeVehicle: ofVehicle('', { label: 'Pool 7', brand: 'DS' }),
  removeVehicle: ofVehicle(''),
  renewVehicleSecret: ofVehicle('/secret'),
  addPairingCode: ofVehicle('/pairingCode', { minutes: 5 }),
  importVehicles: async () => {
    const vin = fresh('VR1FILE');
    return {
      path: '/vehicles/import',
      body: `vin,motorization\n${vin},Thermic`,
      type: 'text/csv',
      subject: vin,
    };
  },
  setService: ofVehicle('/services/TMTS', {}),
  removeService: ofVehicle('/services/Connected%20Fleet'),
  changeCapabilities: ofVehicle('/capabilities', { remote: ['door'] }),
  setCapabilities: ofVehicle('/capabilities', { remote: ['horn'] }),
  setWakeUp: ofVehicle('/wakeUp', { channel: 'http' }),
  addUser: async () => ({
    path: '/users',
    body: { email: `${fresh('new')}@test.example`, password: secretPassword, firstName: 'Ada' },
  }),
  changeUser: ofUser('', { firstName: 'Grace', password: 'another correct horse' }),
  removeUser: ofUser(''),
  linkVehicle: async (admin, signIn) =>
    (ofUser('/vehicles', { vin: await addVehicle(admin) }) as Make)(admin, signIn),
  unlinkVehicle: async (admin) => {
    const [{ id }, vin] = [await addUser(admin), await addVehicle(admin)];
    await admin.send('POST', `/users/${id}/vehicles`, { vin });
    return { path: `/users/${id}/vehicles/${vin}`, subject: id };
  },
  withdrawConsent: async (admin) => {
    const [{ id, email }, clientId] = [await addUser(admin), await addApplication(admin)];
    await admin.send('POST', `/applications/${clientId}/tokens`, { user: email, scopes: ['data:trip'] });
    return { path: `/users/${id}/applications/${clientId}`, subject: `${id} ${clientId}` };
  },
  addFleet: async (admin) => ({ path: '/fleets', body: { partner: await addPartner(admin), name: 'New' } }),
  changeFleet: ofFleet({ name: 'Pool', description: 'Of the pool' }),
  removeFleet: ofFleet(),
  addFleetVehicle: async (admin) => {
    const [id, vin] = [await addFleet(admin), await addVehicle(admin)];
    return { path: `/fleets/${id}/vehicles`, body: { vin }, subject: `${id} ${vin}` };
  },
  removeFleetVehicle: async (admin) => {
    const [id, vin] = [await addFleet(admin), await addVehicle(admin)];
    await admin.send('POST', `/fleets/${id}/vehicles`, { vin });
    return { path: `/fleets/${id}/vehicles/${vin}`, subject: `${id} ${vin}` };
  },
  addApplication: async () => ({
    path: '/applications',
    body: { name: 'Map', redirectUris: ['mymap://back'], scopes: ['data:telemetry'], isFirstParty: true },
  }),
  changeApplication: ofApplication('', { name: 'Other', scopes: ['data:trip'] }),
  removeApplication: ofApplication(''),
  renewApplicationSecret: ofApplication('/secret', { keepOldHours: 1 }),
  endPreviousSecret: ofApplication('/secret/previous'),
  setApplicationLimits: ofApplication('/limits', { perDay: 9 }),
  mintToken: async (admin, signIn) => {
    const { email } = await addUser(admin);
    return ofApplication('/tokens', { user: email, scopes: ['data:trip'] })(admin, signIn);
  },
  setCallCenter: async () => ({
    path: '/callCenters/CL',
    body: { phoneNumber: fresh('+56 8') },
    subject: 'CL',
  }),
  removeCallCenter: async ({ send }) => {
    await send('PUT', '/callCenters/AR', { phoneNumber: fresh('+54 8') });
    return { path: '/callCenters/AR', subject: 'AR' };
  },
  redeliverFailed: async (admin) => {
    const { publicId: subject } = await addCallback(admin);
    return { path: `/callbacks/${subject}/redeliver`, subject };
  },
  redeliver: async (admin) => {
    const callback = await addCallback(admin);
    const id = await tell({ ...admin, clock: { now: Date.now } }, callback, monitorEvent('1'));
    return { path: `/callbacks/${callback.publicId}/deliveries/${id}/redeliver`, subject: callback.publicId };
  },
  pingCallback: async (admin) => {
    const { publicId: subject } = await addCallback(admin);
    return { path: `/callbacks/${subject}/ping`, subject };
  },
  addPartner: async () => {
    const login = fresh('MZPB');
    return { path: '/partners', body: { login }, subject: login };
  },
  renewPartnerPassword: ofPartner('/password'),
  setPartnerLimits: ofPartner('/limits', { perSecond: 3 }),
  removePartner: ofPartner(''),
  addAdministrator: async () => {
    const name = fresh('new-person');
    return {
      path: '/administrators',
      body: { name, role: 'viewer', password: secretPassword },
      subject: name,
    };
  },
  changeAdministrator: async (admin) => {
    const name = await addAdministrator(admin);
    return { path: `/administrators/${name}`, body: { role: 'viewer' }, subject: name };
  },
  removeAdministrator: async (admin) => {
    const name = await addAdministrator(admin);
    return { path: `/administrators/${name}`, subject: name };
  },
  addToken: async () => {
    const name = fresh('token');
    return { path: '/tokens', body: { name, role: 'viewer' }, subject: name };
  },
  removeToken: async (admin) => {
    const name = fresh('token');
    await admin.send('POST', '/tokens', { name, role: 'viewer' });
    return { path: `/tokens/${name}`, subject: name };
  },
  retryDeadLetter: async (admin) => {
    const id = await addDeadLetter(admin);
    return { path: `/deadLetters/${id}/retry`, subject: String(id) };
  },
  retryDeadLetters: async (admin) => {
    await addDeadLetter(admin);
    return { path: '/deadLetters/retry', subject: 'all' };
  },
  revokeCertificate: async (admin) => {
    const serial = await addCertificate(admin);
    return { path: `/certificates/${serial}/revoke`, subject: serial };
  },
};
