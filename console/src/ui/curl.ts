type Call = { address: string; method?: string; body?: unknown; signIn: 'bearer' | 'basic' };

/** A call as a command of a POSIX shell; what signs in is left to variables, so that it can be shown to others. */
export function curlOf({ address, method = 'GET', body, signIn }: Call): string {
  const as = signIn === 'bearer' ? `-H "Authorization: Bearer $TOKEN"` : `-u "$LOGIN:$PASSWORD"`;
  const verb = method === 'GET' ? '' : ` -X ${method}`;
  const json =
    body === undefined ? '' : ` \\\n  -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(body))}`;
  return `curl -sS${verb} ${as} ${quoted(address)}${json}`;
}

/** One word of a shell, whatever is in it. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
