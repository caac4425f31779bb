import autocannon from 'autocannon';
import { answerParent } from './child-process.ts';
import type { ReadsConfig, ReadsResult } from './reads.ts';

const urlsPerConnectionMax = 50;

async function read(config: ReadsConfig): Promise<ReadsResult> {
  const urls = config.urls.map((url) => new URL(url));
  for (const { hostname } of urls)
    if (hostname !== '127.0.0.1') throw new RangeError(`${hostname}: reads go to 127.0.0.1 only`);
  if (config.warmUpSeconds > 0) await cannon(config, urls, config.warmUpSeconds);
  const result = await cannon(config, urls, config.seconds);
  return {
    perSecond: Math.round(result.requests.average),
    latencyMs: { p50: result.latency.p50, p99: result.latency.p99 },
    non2xx: result.non2xx + result.errors,
  };
}

function cannon(config: ReadsConfig, urls: URL[], seconds: number): ReturnType<typeof autocannon> {
  const { headers, connections } = config;
  let next = 0;
  return autocannon({
    url: urls[0]!.origin,
    connections,
    duration: seconds,
    setupClient(client) {
      const first = next++;
      const own = urls.filter((_, index) => index % connections === first % connections);
      const paths = (own.length > 0 ? own : [urls[first % urls.length]!]).slice(0, urlsPerConnectionMax);
      client.setRequests(
        paths.map(({ pathname, search }) => ({ method: 'GET', path: pathname + search, headers })),
      );
    },
  });
}

answerParent(read);
