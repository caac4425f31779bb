import { afterAll, expect, test } from 'vitest';
import { createSite } from './support/site.ts';
import { until } from './support/until.ts';

const site = createSite();
afterAll(site.close);

test('the metrics tell how late each thread is', async () => {
  const roadwire = await site.start();
  const lagOf = (thread: string) => async () => {
    const { text } = (await roadwire.get('/metrics'))!;
    const line = `roadwire_thread_event_loop_lag_seconds{thread="${thread}"} `;
    return Number(text.split(line)[1]?.split('\n')[0] ?? 0) > 0;
  };
  for (const thread of ['gateway', 'deliveries']) await until(`${thread} tells`, lagOf(thread));
  expect(await roadwire.end('SIGTERM')).toEqual({ code: 0, signal: null });
});
