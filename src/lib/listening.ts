/** Opens a door; where its address cannot be had, the error names the setting that chose it. */
export async function listening(
  setting: string,
  address: { host: string; port: number },
  open: () => Promise<unknown>,
): Promise<void> {
  try {
    await open();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      EADDRINUSE: 'the port is taken: stop what has it, or choose another (0 picks a free one)',
      EACCES: 'this user may not open it: choose a port from 1024 on',
      EADDRNOTAVAIL: 'this machine has no such address: see ROADWIRE_HOST',
    };
    const reason = code === undefined ? undefined : reasons[code];
    if (reason === undefined) throw cause;
    throw new Error(`${setting}: ${address.host}:${address.port}: ${reason}`, { cause });
  }
}
