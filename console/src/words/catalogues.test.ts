import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = join(dirname(fileURLToPath(import.meta.url)), '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /-words\.ts$/.test(name),
);

type Catalogue = { [key: string]: string | ((...given: unknown[]) => string) | Catalogue };
type Words = { en: Catalogue; fr: Catalogue };

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'en' in value && 'fr' in value;

async function wordsOf(file: string): Promise<[name: string, words: Words][]> {
  const module = (await import(join(source, file))) as Record<string, unknown>;
  return Object.entries(module).filter((entry): entry is [string, Words] => isWords(entry[1]));
}

/** Every text with its path. */
function textsOf(
  catalogue: Catalogue,
  path = '',
): [path: string, text: string | ((...given: unknown[]) => string)][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'object'
      ? textsOf(value, `${path}${key}.`)
      : [[`${path}${key}`, value] as [string, typeof value]],
  );
}

/** Values of the API are English words already: a word for one may be missing there. */
const isValue = (path: string) => /(^|\.)([A-Z0-9][\w-]*|true|false)$/.test(path);

describe.each(files)('the words of %s', (file) => {
  it('are there in both languages, with a text for each', async () => {
    const all = await wordsOf(file);
    for (const [name, { en, fr }] of all) {
      const [english, french] = [textsOf(en), textsOf(fr)];
      const [there, wanted] = [french, english].map((texts) => new Set(texts.map(([path]) => path)));
      expect(
        [...(wanted ?? [])].filter((path) => !there?.has(path)),
        `${name}: missing in French`,
      ).toEqual([]);
      const beyond = [...(there ?? [])].filter((path) => !wanted?.has(path) && !isValue(path));
      expect(beyond, `${name}: missing in English`).toEqual([]);
      for (const [path, text] of [...english, ...french])
        if (typeof text === 'string') expect(text.trim(), `${name}.${path}`).not.toBe('');
    }
  });
});
