import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unzip } from '../../../test/support/people/zip.ts';
import type { ArchiveFile } from './files.ts';
import { zipOf } from './zip.ts';

const now = new Date('2026-11-23T00:00:00Z');

async function* filesOf(...files: ArchiveFile[]): AsyncGenerator<ArchiveFile> {
  yield* files;
}

async function* text(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

async function bytesOf(archive: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('zipOf', () => {
  it('makes an archive of all files, also of empty ones', async () => {
    const files = filesOf({ path: 'a.txt', text: text('é', '', 'b') }, { path: 'b/c.txt', text: text() });
    expect([...(await unzip(await bytesOf(zipOf(files, now))))]).toEqual([
      ['a.txt', 'éb'],
      ['b/c.txt', ''],
    ]);
  });

  it('makes no more than is taken, but for some buffers', async () => {
    let made = 0;
    async function* endless(): AsyncGenerator<string> {
      for (let piece = 0; piece < 400; piece += 1) {
        const chunk = randomBytes(24_576).toString('base64');
        made += chunk.length;
        yield chunk;
      }
    }
    let taken = 0;
    for await (const chunk of zipOf(filesOf({ path: 'a', text: endless() }), now)) {
      taken += (chunk as Buffer).length;
      // Random text of 64 letters shrinks to three quarters.
      expect(made - taken / 0.75).toBeLessThan(1_000_000);
    }
    expect(made).toBe(400 * 32_768);
  });

  it('leaves off reading when who takes it goes away', async () => {
    let hasEnded = false;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) yield randomBytes(24_576).toString('base64');
      } finally {
        hasEnded = true;
      }
    }
    const archive = zipOf(filesOf({ path: 'a', text: endless() }), now);
    for await (const _chunk of archive) break;
    await expect.poll(() => hasEnded).toBe(true);
  });

  it('breaks off where a file does', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield 'a';
      throw new Error('no more');
    }
    await expect(bytesOf(zipOf(filesOf({ path: 'a', text: broken() }), now))).rejects.toThrow('no more');
  });
});
