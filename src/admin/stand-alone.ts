import Fastify, { type FastifyInstance } from 'fastify';
import { ApiError } from '../api/shared/errors.ts';
import { handleErrors } from '../api/shared/handle-errors.ts';
import { validation } from '../api/shared/validation.ts';
import { newSecret } from '../lib/secrets.ts';
import { createAdmin } from './admin.ts';
import type { AdminDeps, AdminSettings } from './context.ts';

/** Nothing comes in or goes out of a command. */
async function health(): Promise<object> {
  throw new ApiError('unavailable', 'Roadwire does not run');
}

/** The administration over a database, without a door: requests are put into it. `token` opens all of it. */
export async function openStandAlone(
  settings: AdminSettings,
  deps: Pick<AdminDeps, 'database' | 'clock' | 'log'>,
): Promise<{ app: FastifyInstance; token: string }> {
  const token = newSecret();
  const app = Fastify({ logger: false, ajv: validation });
  handleErrors(app, deps);
  const own = { localToken: token, publicUrl: () => 'http://local', health };
  await app.register(createAdmin(settings, { ...deps, ...own }));
  return { app, token };
}
