import { queryOnce } from '../databases.ts';

type Owner = { email: string; clientId: string; target: string; count: number };

/** Callbacks of a user for remote actions, all with one target; gives their public ids. */
export async function addRemoteCallbacks(
  databaseUrl: string,
  { email, clientId, target, count }: Owner,
): Promise<string[]> {
  const webhook = { name: 'bench', target };
  const subscribe = { label: 'bench', type: ['Remote'], callback: { webhook } };
  const rows = await queryOnce(
    databaseUrl,
    `insert into callbacks (public_id, kind, client_id, user_id, label, subscribe, secret)
       select 'bench-remotes-' || n, 'user', '${clientId}', u.id, 'bench', '${JSON.stringify(subscribe)}',
           'whsec_YmVuY2g='
         from users u, generate_series(1, ${count}) n where u.email = '${email}'
       returning public_id`,
  );
  return rows.map(({ public_id }) => public_id as string);
}

/** Their remote actions go with them. */
export async function removeRemoteCallbacks(databaseUrl: string): Promise<void> {
  await queryOnce(databaseUrl, "delete from callbacks where public_id like 'bench-remotes-%'");
}
