import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from './html.ts';

describe('html', () => {
  it('lets nothing that is put in become markup', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { markup } = html`${text}`;
        expect(markup).not.toMatch(/[<>"']/);
      }),
      { examples: [['"><script>alert(1)</script>']] },
    );
  });

  it('keeps markup as it is and leaves out what is not there', () => {
    const items = ['a', '<b>'].map((one) => html`<li>${one}</li>`);
    expect(html`<ul>${items}${undefined}${false}</ul>`.markup).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>');
  });
});
