import { type Html, html } from './html.ts';
import type { Words } from './words-en.ts';

/** What every page has: its words, and the path of the authorization server as the browser sees it. */
export type Page = { words: Words; root: string };

/** A whole page. `refreshTo` is an address that the browser tries at once; `beside` stands by the name above. */
export function layout(
  page: Page & { refreshTo?: string; beside?: Html },
  title: string,
  body: Html,
): string {
  const { words, root, refreshTo, beside } = page;
  const refresh = refreshTo !== undefined && html`<meta http-equiv="refresh" content="0;url=${refreshTo}">`;
  return html`<!doctype html>
<html lang="${words.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Roadwire</title>
<link rel="stylesheet" href="${root}/style.css">
${refresh}
</head>
<body>
<header><span class="brand">Roadwire</span>${beside}</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.markup;
}

/** What went wrong, said first by a screen reader. */
export function alertOf(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<p class="alert" role="alert" id="fault">${text}</p>`;
}

export type Field = {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  value?: string | undefined;
  hint?: string;
  autocomplete: string;
  isOptional?: boolean;
  /** Says what cannot be changed here; password managers look whose password it is. */
  isReadOnly?: boolean;
  /** Something is wrong with the form. */
  isAtFault?: boolean;
  maxLength?: number;
};

/** One field with its label. */
export function field(given: Field): Html {
  const { name, label, type = 'text', value = '', hint, autocomplete, maxLength = 200 } = given;
  const described = [hint && `${name}-hint`, given.isAtFault && 'fault'].filter(Boolean).join(' ');
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" maxlength="${maxLength}"${
    described !== '' && html` aria-describedby="${described}"`
  }${given.isAtFault === true && html` aria-invalid="true"`}${given.isOptional !== true && given.isReadOnly !== true && html` required`}${
    given.isReadOnly === true && html` readonly`
  }${type === 'text' && html` autocapitalize="off" spellcheck="false"`}>
</div>`;
}
