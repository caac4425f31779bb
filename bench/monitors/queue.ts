import { queryOnce } from '../databases.ts';

type Queue = {
  name: string;
  target: string;
  callbacks: number;
  /** For each callback. */
  notifications: number;
};

/** Callbacks with notifications that wait; nothing is sent before `release`. */
export async function fillQueue(
  databaseUrl: string,
  { name, target, callbacks, notifications }: Queue,
): Promise<void> {
  const subscribe = { label: name, callback: { webhook: { name, target } } };
  const content = {
    kind: 'Monitor',
    monitorId: 'bench',
    monitorLabel: 'bench',
    vin: 'RWBENCH0000000001',
    at: Date.now(),
    refresh: false,
    values: [{ data: 'vehicle.kinetic.speed', value: { type: 'string', body: { literalValue: '61.5' } } }],
    extensions: [],
  };
  await queryOnce(
    databaseUrl,
    `insert into users (email, password_hash) values ('queue@example.org', '-') on conflict do nothing;
     insert into callbacks (public_id, kind, client_id, user_id, label, subscribe, secret, status)
       select '${name}-' || n, 'user', 'bench', u.id, 'bench', '${JSON.stringify(subscribe)}', 'whsec_YmVuY2g=', 'Paused'
         from users u, generate_series(1, ${callbacks}) n where u.email = 'queue@example.org';
     insert into notifications (id, callback_id, content, created_at, expires_at)
       select 'msg_' || c.public_id || '-' || n, c.id, '${JSON.stringify(content)}', now(), now() + interval '72 hours'
         from callbacks c, generate_series(1, ${notifications}) n where c.public_id like '${name}-%';
     analyze notifications; analyze callbacks`,
  );
}

export async function release(databaseUrl: string, name: string): Promise<void> {
  await queryOnce(
    databaseUrl,
    `update callbacks set status = 'Running' where public_id like '${name}-%';
     select pg_notify('roadwire_deliveries', id::text) from callbacks where public_id like '${name}-%'`,
  );
}

export async function removeQueue(databaseUrl: string, name: string): Promise<void> {
  await queryOnce(databaseUrl, `delete from callbacks where public_id like '${name}-%'`);
}

/** Those that have not been delivered, and are not given up. */
export async function countWaiting(databaseUrl: string, name: string): Promise<number> {
  const [row] = await queryOnce(
    databaseUrl,
    `select count(*)::float8 as count from notifications n join callbacks c on c.id = n.callback_id
      where c.public_id like '${name}-%' and n.status = 'Waiting'`,
  );
  return row?.count as number;
}

/** Whether any have not been delivered. Asked now and then while it is measured, so what waits for others is not looked at. */
export async function isWaiting(databaseUrl: string, name: string): Promise<boolean> {
  const rows = await queryOnce(
    databaseUrl,
    `select c.id from callbacks c cross join lateral (
       select from notifications n where n.callback_id = c.id and n.status = 'Waiting' limit 1) first
      where c.public_id like '${name}-%' limit 1`,
  );
  return rows.length > 0;
}
