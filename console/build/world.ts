import type { Plugin } from 'vite';
import { cutWorld } from './world-tiles.ts';

const name = 'virtual:world';
const kinds = ['far', 'near'] as const;

/** `import { farUrl, nearUrl } from 'virtual:world'`: addresses of the tiles of the base map (`src/map/base/world-tiles.ts`). */
export function world(): Plugin {
  let isServing = false;
  let held: ReturnType<typeof cutWorld> | undefined;
  const cut = () => {
    held ??= cutWorld();
    return held;
  };
  return {
    name: 'world',
    configResolved({ command }) {
      isServing = command === 'serve';
    },
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      const lines = kinds.map((kind) => {
        if (isServing) return `export const ${kind}Url = '/console/world-${kind}.bin';`;
        const file = this.emitFile({ type: 'asset', name: `world-${kind}.bin`, source: cut()[kind] });
        return `export const ${kind}Url = import.meta.ROLLUP_FILE_URL_${file};`;
      });
      return lines.join('\n');
    },
    configureServer({ middlewares }) {
      for (const kind of kinds)
        middlewares.use(`/console/world-${kind}.bin`, (_request, response) => {
          response.end(cut()[kind]);
        });
    },
  };
}
