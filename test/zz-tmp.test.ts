import { it } from 'vitest';
import { startTestCloud } from './support/cloud.ts';
it('x', async () => {
  const cloud = await startTestCloud();
  for (const n of ['b2c', 'b2b']) {
    const { body } = await cloud.get(`/openapi/${n}.json`);
    console.log(n, Object.keys(body.components.schemas ?? {}).join(), JSON.stringify(body).length, JSON.stringify(body.paths['/fleets/{fid}/status'] ?? body.paths['/user'])?.slice(0, 2900));
  }
  await cloud.stop();
});
