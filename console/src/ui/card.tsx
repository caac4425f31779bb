import { type ReactNode, useId } from 'react';
import { usePageTitle } from './use-page-title.ts';

/** A part of a screen with its title; `actions` stand beside it. */
export function Card({
  title,
  actions,
  children,
  className,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <section className={`card ${className ?? ''}`} aria-labelledby={id}>
      <header className="card-header">
        <h2 id={id}>{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  );
}

/** The title of a screen; the only `h1` of the page, which it names. */
export function ScreenTitle({ title, children }: { title: string; children?: ReactNode }) {
  usePageTitle(title);
  return (
    <div className="screen-title">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
