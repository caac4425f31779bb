import { randomInt } from 'node:crypto';
import type { BenchPeople } from '../../../bench/bench-context.ts';
import { createFindAccess } from '../../auth/access.ts';
import { createLog } from '../../lib/log.ts';
import { newPublicId, newSecret } from '../../lib/secrets.ts';
import { watchAccess } from '../../store/access/watch-access.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { addApplication, addUser, mintToken } from '../../store/vehicles/enrolment.ts';

const tokens = 1000;
const clock = { now: () => Date.now() };

async function within<Result>(url: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = openDatabase({ url, size: 2, log: createLog({ logLevel: 'warn', logPretty: false }) });
  try {
    return await work(database);
  } finally {
    await database.stop();
  }
}

/** Users who can sign in, and tokens that are checked. */
export const benchPeople: BenchPeople = {
  enter: (databaseUrl, count) =>
    within(databaseUrl, async (database) => {
      const people = [];
      for (let number = 0; number < count; number += 1) {
        const [email, password] = [`bench-${newPublicId()}@example.org`, newSecret()];
        await addUser(database, { email, password });
        people.push({ email, password });
      }
      return people;
    }),
  checkTokens: (databaseUrl, seconds) =>
    within(databaseUrl, async (database) => {
      const changes = watchAccess({
        url: databaseUrl,
        clock,
        log: createLog({ logLevel: 'warn', logPretty: false }),
      });
      const findAccess = createFindAccess(database, clock, changes);
      const all = await mintTokens(database);
      for (const token of all) await findAccess(token);
      let checked = 0;
      let refused = 0;
      const latencies: number[] = [];
      const begun = performance.now();
      while (performance.now() - begun < seconds * 1000) {
        // A real turn of the loop now and then, as between requests.
        await new Promise(setImmediate);
        for (let count = 0; count < 100; count += 1) {
          const asked = performance.now();
          const access = await findAccess(all[randomInt(tokens)] as string);
          latencies.push(performance.now() - asked);
          if (!access) refused += 1;
        }
        checked += 100;
      }
      const perSecond = Math.round((checked / (performance.now() - begun)) * 1000);
      await changes.stop();
      latencies.sort((one, other) => one - other);
      const [p50Ms = 0, p99Ms = 0] = [0.5, 0.99].map((share) => latencies[Math.floor(checked * share)]);
      return { perSecond, p50Ms, p99Ms, refused, tokens };
    }),
};

async function mintTokens(database: Database): Promise<string[]> {
  const userId = await addUser(database, {
    email: `tokens-${newPublicId()}@example.org`,
    password: newSecret(),
  });
  const { applicationId } = await addApplication(database, { name: 'bench tokens', redirectUris: [] });
  const scopes = ['data:telemetry', 'data:position'];
  const minted: string[] = [];
  for (let count = 0; count < tokens; count += 1)
    minted.push(await mintToken(database, { userId, applicationId, scopes, days: 1 }, clock.now()));
  return minted;
}
