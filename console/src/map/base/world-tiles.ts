import { farUrl, nearUrl } from 'virtual:world';
import { addProtocol } from 'maplibre-gl';
import { openArchive, type TileArchive } from './tile-archive.ts';

/** What the style asks tiles of. */
export const worldTiles = 'world://{z}/{x}/{y}';
/** The zooms that there are tiles of; the nearest are stretched beyond. From this one on they are in the second file. */
export const worldZoomMost = 6;
const nearZoom = 5;

const held = new Map<string, Promise<TileArchive>>();

/** Once for the page; what failed is tried again the next time. */
function archiveAt(url: string): Promise<TileArchive> {
  const before = held.get(url);
  if (before) return before;
  const made = read(url);
  held.set(url, made);
  made.catch(() => held.delete(url));
  return made;
}

async function read(url: string): Promise<TileArchive> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return openArchive(await response.arrayBuffer());
}

/** Begins to read the world as it is from afar, with which a map opens; near by is read when somebody looks there. */
export function readWorld(): void {
  // A failure is told to the map, when it asks for a tile.
  archiveAt(farUrl).catch(() => undefined);
}

addProtocol('world', async ({ url }) => {
  const [z = 0, x = 0, y = 0] = url.slice('world://'.length).split('/').map(Number);
  const tileOf = await archiveAt(z < nearZoom ? farUrl : nearUrl);
  return { data: tileOf(z, x, y) };
});
