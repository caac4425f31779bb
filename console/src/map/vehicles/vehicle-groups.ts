import type { VehicleView } from './vehicle-view.ts';

/** A part of the world in parts of its width, from 0 at 180 degrees west and at the north: Mercator, as maps draw it. */
export type Sight = { west: number; north: number; east: number; south: number };

/** Vehicles that are drawn as one, since they are too near to each other for the zoom. Corners are in degrees. */
export type VehicleGroup = {
  count: number;
  place: LngLat;
  corners: [southWest: LngLat, northEast: LngLat];
};

type LngLat = [longitude: number, latitude: number];
type Placed = { view: VehicleView; x: number; y: number };
type Cell = Sight & { first: Placed; count: number; sumX: number; sumY: number };

/**
 * The vehicles in sight, alone or in groups. Who is in which group depends on their places and on `reach` alone (the
 * distance below which they are grouped, in parts of the world's width; 0 groups none), so that a map that is moved
 * shows the same groups.
 */
export function groupVehicles(
  views: Iterable<VehicleView>,
  sight: Sight,
  reach: number,
): { alone: VehicleView[]; groups: VehicleGroup[] } {
  const inSight = placedIn(views, reach > 0 ? ontoCells(sight, reach) : sight);
  if (reach === 0) return { alone: inSight.map(({ view }) => view), groups: [] };
  const cells = mergeNear(cellsOf(inSight, reach), reach);
  const [alone, groups]: [VehicleView[], VehicleGroup[]] = [[], []];
  for (const cell of cells) {
    if (cell.count === 1) alone.push(cell.first.view);
    else groups.push(groupOf(cell));
  }
  return { alone, groups };
}

/** In parts of the world's width. */
export function worldPlace([longitude, latitude]: LngLat): { x: number; y: number } {
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
  return { x: (longitude + 180) / 360, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

const degreesOf = (x: number, y: number): LngLat => [
  x * 360 - 180,
  (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI,
];

/** Cells at the rim are in sight as a whole, with those around them: else their groups would change as the map moves. */
function ontoCells({ west, north, east, south }: Sight, reach: number): Sight {
  const [down, up] = [
    (at: number) => (Math.floor(at / reach) - 1) * reach,
    (at: number) => (Math.ceil(at / reach) + 1) * reach,
  ];
  return { west: down(west), north: down(north), east: up(east), south: up(south) };
}

function placedIn(views: Iterable<VehicleView>, { west, north, east, south }: Sight): Placed[] {
  const placed: Placed[] = [];
  for (const view of views) {
    if (!view.place) continue;
    const { x, y } = worldPlace(view.place);
    // A map may show the world several times side by side.
    const fromWest = x - west - Math.floor(x - west);
    if (y >= north && y <= south && fromWest <= east - west) placed.push({ view, x, y });
  }
  return placed;
}

const columns = 2 ** 26;
const keyOf = (x: number, y: number, reach: number) =>
  Math.floor(x / reach) * columns + Math.floor(y / reach);

function cellsOf(placed: readonly Placed[], reach: number): Map<number, Cell> {
  const cells = new Map<number, Cell>();
  for (const one of placed) {
    const { x, y } = one;
    const key = keyOf(x, y, reach);
    const single = { first: one, count: 1, sumX: x, sumY: y, west: x, east: x, north: y, south: y };
    const cell = cells.get(key);
    if (cell) join(cell, single);
    else cells.set(key, single);
  }
  return cells;
}

function join(cell: Cell, other: Cell): void {
  cell.count += other.count;
  cell.sumX += other.sumX;
  cell.sumY += other.sumY;
  cell.west = Math.min(cell.west, other.west);
  cell.east = Math.max(cell.east, other.east);
  cell.north = Math.min(cell.north, other.north);
  cell.south = Math.max(cell.south, other.south);
}

/** The large take in their neighbours whose middles are too near to theirs. */
function mergeNear(cells: Map<number, Cell>, reach: number): Cell[] {
  const bySize = [...cells].sort(([, one], [, other]) => other.count - one.count);
  const merged = new Set<Cell>();
  for (const [key, cell] of bySize) {
    if (merged.has(cell)) continue;
    for (const step of [-columns, columns, -1, 1, -columns - 1, columns + 1, -columns + 1, columns - 1]) {
      const other = cells.get(key + step);
      if (!other || merged.has(other) || distanceBetween(cell, other) >= reach) continue;
      merged.add(other);
      join(cell, other);
    }
  }
  return bySize.flatMap(([, cell]) => (merged.has(cell) ? [] : [cell]));
}

const distanceBetween = (one: Cell, other: Cell) =>
  Math.hypot(
    one.sumX / one.count - other.sumX / other.count,
    one.sumY / one.count - other.sumY / other.count,
  );

function groupOf({ count, sumX, sumY, west, north, east, south }: Cell): VehicleGroup {
  return {
    count,
    place: degreesOf(sumX / count, sumY / count),
    corners: [degreesOf(west, south), degreesOf(east, north)],
  };
}
