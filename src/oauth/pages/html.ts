/** Text that is markup already. */
export type Html = { readonly markup: string };

type Value = Html | string | number | false | undefined | readonly Html[];

/** Markup from a template; whatever is put in is escaped unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...values: Value[]): Html {
  const markup = texts.map((text, index) => text + (index < values.length ? markupOf(values[index]) : ''));
  return { markup: markup.join('') };
}

function markupOf(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => entities[one] ?? one);
}
