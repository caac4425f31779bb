import type { Database } from '../../../src/store/database.ts';
import { addAdminToken } from '../../../src/store/people/admin-access.ts';
import type { Role } from '../../../src/store/people/administrators.ts';
import { checkDocument } from '../check-document.ts';
import type { Body, TestCloud } from '../cloud.ts';

export type AdminAnswer = { status: number; headers: Headers; body: Body };

/** Asks the administration with one token. Every answer is held against the OpenAPI document that is served. */
export type Admin = {
  token: string;
  /** For what the administration shows and others make. */
  database: Database;
  get(path: string): Promise<AdminAnswer>;
  send(method: string, path: string, body?: unknown): Promise<AdminAnswer>;
  /** A file as it is; what is no text as JSON. */
  post(path: string, file: unknown, type: string): Promise<AdminAnswer>;
};

let tokens = 0;

/** A token of a role. */
export async function addAdmin(cloud: TestCloud, role: Role = 'admin'): Promise<Admin> {
  tokens += 1;
  return adminWith(cloud, await addAdminToken(cloud.database, { name: `test ${tokens}`, role }));
}

export function adminWith(cloud: TestCloud, token: string): Admin {
  const ask = async (method: string, path: string, given: { body?: string; type?: string }) => {
    const { body, type } = given;
    const response = await fetch(`${cloud.baseUrl}/admin/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const answer = {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    await checkDocument(cloud, { document: 'admin', method, path }, answer);
    return answer;
  };
  const json = (body: unknown) =>
    body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' };
  return {
    token,
    database: cloud.database,
    get: (path) => ask('GET', path, {}),
    send: (method, path, body) => ask(method, path, json(body)),
    post: (path, file, type) =>
      ask('POST', path, { body: typeof file === 'string' ? file : JSON.stringify(file), type }),
  };
}
