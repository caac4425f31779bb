/** Who comes back so soon has lost nothing. */
const patienceMs = 10_000;

type Page = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

/**
 * Runs `listen` whenever the page can be seen, and ends it (by its signal) some seconds after it is hidden: a browser has
 * six connections to a host, and each page that listens keeps one. `again` says that it ran before. Returns what ends it.
 */
export function whileSeen(page: Page, listen: (signal: AbortSignal, again: boolean) => void): () => void {
  let running: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasRun = false;
  const end = () => {
    running?.abort();
    running = undefined;
  };
  const look = () => {
    clearTimeout(timer);
    if (page.hidden) {
      timer = setTimeout(end, patienceMs);
    } else if (running === undefined) {
      running = new AbortController();
      listen(running.signal, hasRun);
      hasRun = true;
    }
  };
  page.addEventListener('visibilitychange', look);
  look();
  return () => {
    clearTimeout(timer);
    page.removeEventListener('visibilitychange', look);
    end();
  };
}
