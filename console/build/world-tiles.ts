import { GeoJSONVT, type GeoJSONVTFeature, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { type Ground, groundOf, type Names, namesOfPlaces } from './world-layers.ts';

/** Up to here the world is cut from the coarse ground, for who looks from afar. */
const farZoomMost = 4;
const nearZoomMost = 6;
/** Steps along a tile: 150 m at the nearest, as much as the coasts of Natural Earth are off. */
const extent = 4096;

type Tile = { z: number; x: number; y: number; bytes: Uint8Array };
type Zooms = { from: number; to: number };
type Layers = { ground: Ground; names: Names };

/** The built-in base map as vector tiles in two files (`archiveOf`): far away, and near by. */
export function cutWorld(): { far: Buffer; near: Buffer } {
  const names = namesOfPlaces();
  const cut = (scale: '50m' | '10m', zooms: Zooms) =>
    archiveOf(tilesOf({ ground: groundOf(scale), names }, zooms));
  return {
    far: cut('50m', { from: 0, to: farZoomMost }),
    near: cut('10m', { from: farZoomMost + 1, to: nearZoomMost }),
  };
}

/** Every tile in which there is anything. */
function tilesOf({ ground, names }: Layers, { from, to }: Zooms): Tile[] {
  // One more than there are: the last one that it cuts is not simplified.
  const options = { maxZoom: nearZoomMost + 1, indexMaxZoom: to, indexMaxPoints: 0, extent };
  const lines = { ...options, tolerance: 2.4, buffer: 32 };
  const indexes = {
    land: new GeoJSONVT(ground.land, lines),
    coast: new GeoJSONVT(ground.coast, lines),
    borders: new GeoJSONVT(ground.borders, lines),
    countries: new GeoJSONVT(names.countries, { ...options, buffer: 0 }),
    cities: new GeoJSONVT(names.cities, { ...options, buffer: 0 }),
  };
  return placesOf({ from, to }).flatMap(({ z, x, y }) => {
    const layers = Object.entries(indexes).flatMap(([name, index]) => {
      const tile = seenAt(z, index.getTile(z, x, y));
      return tile ? [[name, tile] as const] : [];
    });
    if (layers.length === 0) return [];
    return [{ z, x, y, bytes: fromGeojsonVt(Object.fromEntries(layers), { version: 2, extent }) }];
  });
}

function placesOf({ from, to }: Zooms): Omit<Tile, 'bytes'>[] {
  const zooms = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return zooms.flatMap((z) =>
    Array.from({ length: 4 ** z }, (_, index) => ({ z, x: index % 2 ** z, y: Math.floor(index / 2 ** z) })),
  );
}

/** Without the names that nobody sees before the next zoom; undefined where nothing is left. */
function seenAt(z: number, tile: GeoJSONVTTile | null): GeoJSONVTTile | undefined {
  if (!tile) return undefined;
  const features = (tile.features as GeoJSONVTFeature[]).filter(
    ({ tags }) => z === nearZoomMost || Number(tags?.rank ?? 0) <= z,
  );
  return features.length > 0 ? ({ ...tile, features } as GeoJSONVTTile) : undefined;
}

/** How many tiles; of each z, x, y and its length; then their bytes. Numbers have four bytes, the smallest first. */
function archiveOf(tiles: Tile[]): Buffer {
  const head = Uint32Array.from([
    tiles.length,
    ...tiles.flatMap(({ z, x, y, bytes }) => [z, x, y, bytes.length]),
  ]);
  return Buffer.concat([Buffer.from(head.buffer), ...tiles.map(({ bytes }) => bytes)]);
}
