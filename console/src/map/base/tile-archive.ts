/** Tiles in one file, as `build/world-tiles.ts` writes it: how many, of each z, x, y and its length, then their bytes. */
export type TileArchive = (z: number, x: number, y: number) => ArrayBuffer;

const numbersOfTile = 4;

/** Finds tiles in such a file; one that is not in it has nothing in it. */
export function openArchive(file: ArrayBuffer): TileArchive {
  const [count = 0] = new Uint32Array(file, 0, 1);
  const head = new Uint32Array(file, 4, count * numbersOfTile);
  const places = new Map<string, [from: number, to: number]>();
  let from = head.byteOffset + head.byteLength;
  for (let at = 0; at < head.length; at += numbersOfTile) {
    const [z, x, y, length = 0] = head.subarray(at, at + numbersOfTile);
    places.set(`${z}/${x}/${y}`, [from, from + length]);
    from += length;
  }
  return (z, x, y) => file.slice(...(places.get(`${z}/${x}/${y}`) ?? ([0, 0] as const)));
}
