/** A command of a POSIX shell that reads an address with a token, ready to run. */
export function tryCommand(address: string, token: string): string {
  return `curl -sS -H ${quoted(`Authorization: Bearer ${token}`)} \\\n  ${quoted(address)}`;
}

/** One word of a shell, whatever is in it. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
