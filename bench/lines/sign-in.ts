import type { BenchContext } from '../bench-context.ts';
import { atMost, type BenchLine } from '../bench-line.ts';

const people = 50;

/** Users who sign in to their account at the same moment; checking a password is slow on purpose. */
export async function measureSignIn(context: BenchContext): Promise<BenchLine> {
  const { baseUrl, databaseUrl } = context.product;
  const entered = await context.people.enter(databaseUrl, people);
  const opened = await Promise.all(
    entered.map(async (person) => ({ ...person, ...(await openPage(baseUrl)) })),
  );
  const begun = performance.now();
  const answers = await Promise.all(
    opened.map(async (visitor) => {
      const sent = performance.now();
      const status = await signIn(baseUrl, visitor);
      return { status, ms: performance.now() - sent };
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const sorted = answers.map(({ ms }) => Math.round(ms)).sort((one, other) => one - other);
  const p50Ms = sorted[people / 2]!;
  const p99Ms = sorted.at(-1)!;
  const failed = answers.filter(({ status }) => status !== 303).length;
  const product = { perSecond: Math.round(people / seconds), p50Ms, p99Ms };
  context.log(`  product: ${product.perSecond}/s, p50 ${p50Ms} ms, last ${p99Ms} ms`);
  return {
    name: 'sign-in',
    what: `${people} users sign in at the same moment, each with a password of their own`,
    product,
    targets: [atMost(p99Ms, 10_000, ' ms p99')],
    checks: [{ text: `${failed} not signed in`, isRight: failed === 0 }],
    rounds: { product: [product], floor: [] },
  };
}

/** The form, as a browser gets it. */
async function openPage(baseUrl: string): Promise<{ cookie: string; hidden: [string, string][] }> {
  const response = await fetch(`${baseUrl}/account/sign-in`);
  const page = await response.text();
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { cookie, hidden };
}

type Visitor = { email: string; password: string; cookie: string; hidden: [string, string][] };

async function signIn(baseUrl: string, { email, password, cookie, hidden }: Visitor): Promise<number> {
  const body = new URLSearchParams([...hidden, ['email', email], ['password', password]]);
  const response = await fetch(`${baseUrl}/account/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: baseUrl },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}
