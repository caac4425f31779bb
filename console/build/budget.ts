import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** Compressed, of everything that has to be there before the first screen is seen, without the library of maps. */
export const firstLoadBytesMost = 500 * 1024;

type Bundle = Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>;

/** Fails a build whose first load is more than that; says how much it is. */
export function budget(): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const bytes = firstLoadBytes(bundle as Bundle);
      const text = `first load ${Math.round(bytes / 1024)} kB compressed, of ${firstLoadBytesMost / 1024} kB`;
      if (bytes > firstLoadBytesMost) this.error(text);
      this.info(text);
    },
  };
}

/** The entry, what it imports, and the styles. */
function firstLoadBytes(bundle: Bundle): number {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
  const loaded = new Set<string>();
  const load = (name: string) => {
    const chunk = chunks.find(({ fileName }) => fileName === name);
    if (!chunk || loaded.has(name)) return;
    loaded.add(name);
    chunk.imports.forEach(load);
  };
  for (const { isEntry, fileName } of chunks) if (isEntry) load(fileName);
  const styles = Object.values(bundle).filter(({ fileName }) => /^assets\/index-.*\.css$/.test(fileName));
  const codes = chunks.filter(({ fileName }) => loaded.has(fileName)).map(({ code }) => code);
  return [...codes, ...styles.map((one) => ('source' in one ? one.source : ''))]
    .map((content) => gzipSync(content).length)
    .reduce((sum, one) => sum + one, 0);
}
