import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench-context.ts';
import { alternate, atMost, type BenchLine, type Figures } from '../bench-line.ts';
import { checkpoint, dropDatabase, recreateDatabase } from '../databases.ts';
import { startProduct } from '../product.ts';
import { addOwned, addPending, readPending, removePending } from '../remotes/pending.ts';

const actions = 10_000;
const patienceMs = 60_000;

/** How long it takes to have all actions in hand that were under way when the product ended. */
export async function measureRemoteRestart(context: BenchContext): Promise<BenchLine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'roadwire-bench-'));
  const serverUrl = context.product.databaseUrl;
  const databaseUrl = await recreateDatabase(serverUrl, 'bench_restart');
  const start = () => startProduct({ entry: context.entry, dataDir, databaseUrl });
  const checks: BenchLine['checks'] = [];
  const side = (wanted: number) => async (round: number) => {
    await removePending(databaseUrl);
    if (wanted > 0) await addPending(databaseUrl);
    await checkpoint(databaseUrl, context.log);
    const { inHand, ms } = await restart(start, wanted);
    context.log(`  ${inHand} in hand after ${ms} ms`);
    checks.push({ text: `round ${round}: ${inHand} of ${wanted} in hand`, isRight: inHand === wanted });
    return { perSecond: Math.round((inHand / ms) * 1000), p50Ms: ms, p99Ms: ms } satisfies Figures;
  };
  try {
    await (await start()).stop();
    await addOwned(databaseUrl, actions);
    const { ratio: _, ...compared } = await alternate(context.rounds, {
      floor: side(0),
      product: side(actions),
    });
    const more = Math.round(compared.product.p50Ms - compared.floor.p50Ms);
    return {
      name: 'remote-restart',
      what: `from starting the process to having ${actions.toLocaleString('en')} remote actions in hand that were under way; the floor: to being ready with none`,
      ...compared,
      targets: [atMost(more, 5_000, ' ms more than with none')],
      checks,
    };
  } finally {
    await dropDatabase(serverUrl, 'bench_restart');
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function restart(start: () => ReturnType<typeof startProduct>, wanted: number) {
  const begun = performance.now();
  const since = () => Math.round(performance.now() - begun);
  const { server, stop } = await start();
  try {
    let inHand = await readPending(server.baseUrl);
    while (inHand < wanted && since() < patienceMs) {
      await sleep(100);
      inHand = await readPending(server.baseUrl);
    }
    return { inHand, ms: since() };
  } finally {
    await stop();
  }
}
