import dns, { type LookupAddress } from 'node:dns';

/** The addresses of a name, one at least. Rejects with an error whose `code` is `ENOTFOUND` or `EAI_AGAIN`. */
export type LookUp = (name: string) => Promise<LookupAddress[]>;

/** A name server has so long, and is asked so often. */
const serverMs = 1500;
const tries = 2;
/** Questions under way at once. Nobody has more than their places among deliveries (`delivery/slots.ts`). */
const underWayMax = 512;

/**
 * Asks the DNS, not the machine: what takes long is nothing but an open question, while every `dns.lookup` holds one
 * of the few threads that all of the process has. `servers`: others than those of the machine.
 */
export function createDnsLookUp({ servers }: { servers?: readonly string[] | undefined } = {}): LookUp {
  const resolver = new dns.promises.Resolver({ timeout: serverMs, tries });
  if (servers) resolver.setServers(servers);
  const ask: LookUp = async (name) => {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    const found = answers.flatMap((answer, index) =>
      answer.status === 'fulfilled'
        ? answer.value.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
        : [],
    );
    if (found.length > 0) return found;
    const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.reason?.code : undefined));
    const isKnown = codes.every((code) => code === dns.NOTFOUND || code === dns.NODATA);
    throw Object.assign(new Error('name not found'), { code: isKnown ? 'ENOTFOUND' : 'EAI_AGAIN' });
  };
  return remembered(bounded(ask, underWayMax));
}

/** Threads of the process that may look names up: half of those there are. */
const threadsMax = 2;

/** Asks the machine, which also knows names of its own, as of its hosts file: for names that the operator listed. */
export function createSystemLookUp(): LookUp {
  return remembered(bounded((name) => dns.promises.lookup(name, { all: true }), threadsMax));
}

/** At most `max` under way; the others wait, the oldest goes first. */
export function bounded(ask: LookUp, max: number): LookUp {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (name) => {
    if (underWay < max) underWay += 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await ask(name);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else underWay -= 1;
    }
  };
}

const keptMax = 2000;
const foundMs = 10_000;
const failedMs = 5_000;

/** Asks once for those who ask together, and does not ask again for some seconds. `now`: milliseconds, counting up. */
export function remembered(ask: LookUp, now: () => number = () => performance.now()): LookUp {
  const known = new Map<string, { answer: Promise<LookupAddress[]>; until: number }>();
  return (name) => {
    const before = known.get(name);
    if (before && before.until > now()) return before.answer;
    const answer = ask(name);
    const entry = { answer, until: Number.POSITIVE_INFINITY };
    known.delete(name);
    known.set(name, entry);
    const [oldest] = known.keys();
    if (known.size > keptMax && oldest !== undefined) known.delete(oldest);
    answer.then(
      () => {
        entry.until = now() + foundMs;
      },
      () => {
        entry.until = now() + failedMs;
      },
    );
    return answer;
  };
}
