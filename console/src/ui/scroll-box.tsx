import type { ReactNode } from 'react';

/** What may be wider or longer than its place. It scrolls by keyboard, too: keys scroll what is focused. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="scroll-box" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
