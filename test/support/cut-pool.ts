import type { Database } from '../../src/store/database.ts';

type Pool = Database['pool'];

export type Cut = { after: number; isLastDone: boolean };

/**
 * A pool that fails after so many statements, as a process that is killed does: before the last one, or after it. It
 * never does where it is not said after how many.
 */
export function cutPool(pool: Pool, { after, isLastDone }: Partial<Cut> = {}): Pool {
  if (after === undefined) return pool;
  let left = after;
  const cut = new Error('cut off');
  async function pass<Result>(run: () => Promise<Result>): Promise<Result> {
    left -= 1;
    if (left < 0) throw cut;
    if (left > 0) return run();
    if (isLastDone) await run();
    throw cut;
  }
  const passing = <Target extends object>(target: Target, own: Partial<Target>): Target =>
    new Proxy(target, {
      get(of, name) {
        if (name in own) return own[name as keyof Target];
        const value = Reflect.get(of, name);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
  return passing(pool, {
    query: ((...args: Parameters<Pool['query']>) => pass(() => pool.query(...args) as never)) as never,
    connect: (async () => {
      const client = await pool.connect();
      const query = (...args: Parameters<typeof client.query>) => pass(() => client.query(...args) as never);
      return passing(client, { query: query as never });
    }) as never,
  });
}
