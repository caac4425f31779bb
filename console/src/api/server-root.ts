/**
 * Path below which this server is: empty, or that of a proxy in front of it. The built files are at
 * `…/console/assets/`, so they know.
 */
export const serverRoot = import.meta.env.DEV ? '' : rootOf(import.meta.url);

/** Path of the console itself. */
export const consoleRoot = `${serverRoot}/console`;

function rootOf(fileUrl: string): string {
  return new URL('../..', fileUrl).pathname.replace(/\/$/, '');
}
