/** A page that somebody is at: its address, and its text. */
export type VisitedPage = { url: string; text: string };

/** A browser as small as signing in needs. */
export type Visitor = {
  /** The page that an address ends at; or the first address that is elsewhere, without a text. */
  open(url: string): Promise<VisitedPage>;
  /** Sends the form of a page whose action ends like this, with what is typed. */
  submit(page: VisitedPage, action: string, typed?: Record<string, string>): Promise<VisitedPage>;
};

const patienceMs = 10_000;

/**
 * Somebody at a browser without JavaScript, who keeps cookies and follows redirects. `worldUrl` is where the world
 * reaches the Roadwire that runs at `ownUrl`.
 */
export function createVisitor({ worldUrl, ownUrl }: { worldUrl: string; ownUrl: string }): Visitor {
  const cookies = new Map<string, string>();

  function keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
  }

  async function go(url: string, form?: URLSearchParams): Promise<VisitedPage> {
    if (!url.startsWith(`${worldUrl}/`)) return { url, text: '' };
    const response = await fetch(ownUrl + url.slice(worldUrl.length), {
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    keep(response);
    const text = await response.text();
    const location = response.headers.get('location');
    return location === null ? { url, text } : go(new URL(location, url).href);
  }

  return {
    open: (url) => go(url),
    submit(page, action, typed = {}) {
      const form = formOf(page, action);
      if (!form) throw new Error(`no form ${action} at ${page.url.split('?')[0]}`);
      for (const [name, value] of Object.entries(typed)) form.fields.set(name, value);
      return go(new URL(form.action, page.url).href, form.fields);
    },
  };
}

/** The form of a page whose action ends like this, with what is filled in already. */
export function formOf({ text }: VisitedPage, action: string) {
  for (const [, at = '', body = ''] of text.matchAll(
    /<form method="post" action="([^"]*)">(.*?)<\/form>/gs,
  )) {
    if (!at.endsWith(action)) continue;
    const fields = [...body.matchAll(/<input ([^>]*)>/g)]
      .map(([, input = '']) => input)
      .filter((input) => !input.includes('type="checkbox"') || / checked/.test(input));
    const pairs = fields.map((input): [string, string] => [
      attribute(input, 'name'),
      attribute(input, 'value'),
    ]);
    return { action: at, fields: new URLSearchParams(pairs) };
  }
  return undefined;
}

/** Of what Roadwire's own pages have in these, nothing is escaped but what the demo fills in itself. */
function attribute(input: string, name: string): string {
  return new RegExp(`(?:^| )${name}="([^"]*)"`).exec(input)?.[1] ?? '';
}
