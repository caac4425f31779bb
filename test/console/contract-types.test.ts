import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { typesOf } from './types-of.ts';

const folder = fileURLToPath(new URL('../../console/src/api/contract/', import.meta.url));

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

/** `UPDATE=1 npx vitest run test/console/contract-types.test.ts` writes them anew. */
it.each(['b2c', 'b2b', 'admin'])('the console has the types of %s that the server serves', async (name) => {
  const response = await fetch(`${cloud.baseUrl}/openapi/${name}.json`);
  const types = typesOf((await response.json()) as Parameters<typeof typesOf>[0]);
  const file = join(folder, `${name}.ts`);
  if (process.env.UPDATE) writeFileSync(file, types);
  expect(readFileSync(file, 'utf8')).toBe(types);
});
