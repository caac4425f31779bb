import { useEffect } from 'react';

const product = 'Roadwire';

/** Names the page after its screen: in tabs, the history and bookmarks, and for who hears it. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${product}`;
    return () => {
      document.title = product;
    };
  }, [title]);
}
