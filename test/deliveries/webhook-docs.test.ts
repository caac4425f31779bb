import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { webhook } from '../../src/cli/webhook.ts';
import { examples } from '../support/subscribers/webhook-examples.ts';

const text = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');

/** Blocks of JSON under the comment that names them. */
const shown = new Map(
  [...text.matchAll(/<!-- example: (.+?) -->\n+```json\n([\s\S]+?)```/g)].map(([, name = '', json = '']) => [
    name,
    JSON.parse(json),
  ]),
);

describe('docs/webhooks.md', () => {
  it.each(Object.entries(examples()))('shows %s as it is sent', (name, message) => {
    expect(JSON.stringify(shown.get(name), undefined, 2)).toBe(JSON.stringify(message, undefined, 2));
  });

  it('has no other examples', () => {
    expect([...shown.keys()]).toEqual(Object.keys(examples()));
  });

  it('names every option of the sink', () => {
    const listen = webhook.commands.find((one) => one.name() === 'listen');
    for (const { long } of listen?.options ?? []) expect(text).toContain(String(long));
  });
});
