import type { BenchContext } from '../bench-context.ts';
import { alternate, atLeast, atMost, type BenchLine, type Figures } from '../bench-line.ts';
import { startChild } from '../child-process.ts';
import { fetchDocument } from '../fetch-document.ts';
import { runReads } from '../reads.ts';
import { sendReports } from './measure-ingest.ts';

const connections = 100;

/** Status reads with token and scope checks against a bare Fastify that answers one of these documents. */
export async function measureStatusRead(context: BenchContext): Promise<BenchLine> {
  await giveEveryVehicleAStatus(context);
  const { headers } = context.world.status;
  const urls = context.world.status.urls.map((url) => new URL(url, context.product.baseUrl).href);
  const document = await fetchDocument(urls[0]!, headers);
  const floor = await startChild<{ port: number }>(new URL('../floor/bare-fastify.js', import.meta.url), {
    document,
  });
  const checks: BenchLine['checks'] = [];
  const read = async (name: string, of: string[]): Promise<Figures> => {
    const { perSecond, latencyMs, non2xx } = await runReads({ ...context, urls: of, headers, connections });
    context.log(`  ${name}: ${perSecond}/s, p50 ${latencyMs.p50} ms, p99 ${latencyMs.p99} ms`);
    checks.push({ text: `${name}: ${non2xx} failed or not 2xx`, isRight: non2xx === 0 });
    return { perSecond, p50Ms: latencyMs.p50, p99Ms: latencyMs.p99 };
  };
  try {
    const compared = await alternate(context.rounds, {
      floor: (round) => read(`floor ${round}`, [`http://127.0.0.1:${floor.result.port}/status`]),
      product: (round) => read(`product ${round}`, urls),
    });
    return {
      name: 'status-read',
      what: `status of a vehicle, ${connections} connections, document of ${JSON.stringify(document).length} bytes`,
      ...compared,
      checks,
      targets: [atLeast(compared.ratio, 0.5, ' of the floor'), atMost(compared.product.p99Ms, 25, ' ms p99')],
    };
  } finally {
    await floor.stop();
  }
}

async function giveEveryVehicleAStatus(context: BenchContext): Promise<void> {
  const perSecond = Math.min(context.world.vehicles.length, 5_000);
  const seconds = Math.ceil(context.world.vehicles.length / perSecond);
  const short = { ...context, warmUpSeconds: 0.1, seconds };
  const { sent, acked } = await sendReports(short, context.product.mqttPort, { kind: 'open', perSecond });
  if (acked < sent) throw new Error(`only ${acked} of ${sent} reports were acknowledged`);
}
