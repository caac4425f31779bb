/** What a page's threads do meanwhile, by the browser's own trace. */

/** @typedef {{ main: number, workers: number }} Shares of a second that the page's threads were at work. */

/**
 * Begins to note; the function that comes back ends it.
 * @param {import('playwright-core').Browser} browser
 * @returns {Promise<() => Promise<Shares>>}
 */
export async function noteWork(browser) {
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const traceConfig = { includedCategories: ['toplevel'], excludedCategories: ['*'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  return async () => {
    const ended = new Promise((resolve) => {
      session.once('Tracing.tracingComplete', resolve);
    });
    await session.send('Tracing.end');
    await ended;
    await session.detach();
    return sharesOf(events);
  };
}

/** Time on a processor (`tdur`, microseconds) of tasks; those inside another count with it. */
function sharesOf(events) {
  const names = new Map(
    events
      .filter(({ name }) => name === 'thread_name')
      .map(({ pid, tid, args }) => [`${pid} ${tid}`, args.name]),
  );
  const work = new Map();
  for (const event of events) {
    if (event.ph !== 'X' || event.tdur === undefined || !event.name.endsWith('RunTask')) continue;
    const thread = `${event.pid} ${event.tid}`;
    const [ms, isInside] = [event.tdur / 1000, event.ts < (work.get(thread)?.until ?? 0)];
    if (isInside) continue;
    const before = work.get(thread) ?? { ms: 0, from: event.ts, until: 0 };
    work.set(thread, { ...before, ms: before.ms + ms, until: event.ts + event.dur });
  }
  const wholeMs = Math.max(...[...work.values()].map(({ from, until }) => (until - from) / 1000));
  const shareOf = (isMeant) =>
    [...work].filter(([thread]) => isMeant(names.get(thread) ?? '')).map(([, { ms }]) => ms);
  const busiest = (all) => Math.max(0, ...all) / wholeMs;
  const all = (list) => list.reduce((sum, one) => sum + one, 0) / wholeMs;
  return {
    main: busiest(shareOf((name) => name === 'CrRendererMain')),
    workers: all(shareOf((name) => name.startsWith('DedicatedWorker'))),
  };
}
