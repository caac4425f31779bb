/** A page as a browser without JavaScript has it. */
export type BrowserPage = {
  url: string;
  status: number;
  headers: Headers;
  text: string;
  title: string;
  forms: BrowserForm[];
  links: string[];
};

export type BrowserForm = { action: string; fields: [name: string, value: string][] };

/** A browser that keeps cookies and follows redirects as long as they stay on the web. */
export type Browser = {
  /** The page that an address ends at. */
  open(url: string): Promise<BrowserPage>;
  /** Sends the form whose action ends like this, with what was typed. */
  submit(page: BrowserPage, action: string, typed?: Record<string, string>): Promise<BrowserPage>;
  /** The same, but for following where that leads: the answer is that address. */
  hold(page: BrowserPage, action: string, typed?: Record<string, string>): Promise<string>;
  /** The address that the last redirect led to and that was not opened. */
  leftTo(): string | undefined;
  /** As they were set, with their attributes. */
  cookies: Map<string, string>;
  /** Sent with every request. */
  headers: Record<string, string>;
};

export function createBrowser(homeUrl: string): Browser {
  const jar = new Map<string, { value: string; path: string }>();
  const cookies = new Map<string, string>();
  const headers: Record<string, string> = { accept: 'text/html,application/xhtml+xml' };
  let left: string | undefined;

  function keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/; */);
      const [name = '', value = ''] = pair.split('=');
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
      if (value === '') jar.delete(name);
      else jar.set(name, { value, path });
      cookies.set(name, line);
    }
  }

  function cookieFor(url: string): string {
    const { pathname } = new URL(url);
    return [...jar]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  async function ask(url: string, init: RequestInit): Promise<Response> {
    const sent = { ...headers, ...(init.headers as object), cookie: cookieFor(url) };
    const response = await fetch(url, { ...init, headers: sent, redirect: 'manual' });
    keep(response);
    return response;
  }

  async function go(url: string, init: RequestInit = {}): Promise<BrowserPage> {
    const response = await ask(url, init);
    const location = response.headers.get('location');
    if (location === null) return pageOf(url, response, await response.text());
    const next = new URL(location, url).href;
    left = next;
    return next.startsWith(homeUrl) ? go(next) : pageOf(url, response, await response.text());
  }

  return {
    headers,
    cookies,
    leftTo: () => left,
    open: (url) => go(url),
    submit: (page, action, typed = {}) => go(...sent(page, action, typed)),
    async hold(page, action, typed = {}) {
      const [url, init] = sent(page, action, typed);
      const location = (await ask(url, init)).headers.get('location');
      if (location === null) throw new Error(`the form ${action} leads nowhere`);
      return new URL(location, url).href;
    },
  };
}

/** The request that a form makes. */
function sent(
  page: BrowserPage,
  action: string,
  typed: Record<string, string>,
): [url: string, init: RequestInit] {
  const form = page.forms.find((one) => one.action.endsWith(action));
  if (!form) throw new Error(`no form ${action} on the page "${page.title}"`);
  const fields = new URLSearchParams(form.fields);
  for (const [name, value] of Object.entries(typed)) fields.set(name, value);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return [new URL(form.action, page.url).href, { method: 'POST', body: fields.toString(), headers }];
}

function pageOf(url: string, { status, headers }: Response, text: string): BrowserPage {
  const forms = [...text.matchAll(/<form method="post" action="([^"]*)">(.*?)<\/form>/gs)].map(
    ([, action = '', body = '']) => ({ action: unescaped(action), fields: fieldsOf(body) }),
  );
  const links = [...text.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => unescaped(href));
  return { url, status, headers, text, title: between(text, '<title>', '</title>'), forms, links };
}

function fieldsOf(form: string): [string, string][] {
  return [...form.matchAll(/<input ([^>]*)>/g)]
    .map(([, attributes = '']) => attributes)
    .filter((attributes) => !/type="checkbox"/.test(attributes) || / checked/.test(attributes))
    .map((attributes) => [attribute(attributes, 'name'), attribute(attributes, 'value')]);
}

function attribute(attributes: string, name: string): string {
  return unescaped(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
}

function between(text: string, start: string, end: string): string {
  return unescaped(text.split(start)[1]?.split(end)[0] ?? '');
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
