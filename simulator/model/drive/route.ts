import { between, type Random } from '../random.ts';
import { bearingDegrees, distanceM, moved, type Place, turnDegrees, wrapped } from '../world/sphere.ts';

export type Road = 'Town' | 'Country' | 'Motorway';

/** A point of the way, and the road that leads to it. */
export type Waypoint = { readonly place: Place; readonly road: Road };

/** Where one is and which way one looks. */
export type Pose = { readonly place: Place; readonly headingDegrees: number };

/** Distance from one waypoint to the next, and how near one comes before turning to the one after it. */
const roads: Record<Road, { spacingM: readonly [number, number]; cutM: number; fromEndsM: number }> = {
  Town: { spacingM: [350, 900], cutM: 20, fromEndsM: 0 },
  Country: { spacingM: [1200, 3500], cutM: 80, fromEndsM: 2000 },
  Motorway: { spacingM: [4000, 9000], cutM: 400, fromEndsM: 9000 },
};

/** Towns lie at both ends of a way, the fast roads in its middle. */
function roadAt(metres: number, wholeM: number): Road {
  const toNearerEnd = Math.min(metres, wholeM - metres);
  if (toNearerEnd < roads.Country.fromEndsM) return 'Town';
  return toNearerEnd < roads.Motorway.fromEndsM ? 'Country' : 'Motorway';
}

/** A way of about `km` in a direction of its own that begins at `from` (not itself one of the waypoints). */
export function planWay(from: Place, km: number, random: Random): Waypoint[] {
  // Bends make the way about a tenth longer than its axis.
  return wayAlong(from, { direction: random() * 360, wholeM: (km * 1000) / 1.1 }, random);
}

/** A way that ends at `to`. */
export function planWayTo(from: Place, to: Place, random: Random): Waypoint[] {
  const axis = { direction: bearingDegrees(from, to), wholeM: distanceM(from, to) };
  return wayAlong(from, axis, random);
}

function wayAlong(
  from: Place,
  { direction, wholeM }: { direction: number; wholeM: number },
  random: Random,
): Waypoint[] {
  const way: Waypoint[] = [];
  for (let alongM = 0; alongM < wholeM; ) {
    const road = roadAt(alongM, wholeM);
    const spacing = between(random, roads[road].spacingM);
    const leftM = wholeM - roads[road].fromEndsM - alongM;
    const isLast = road === 'Town' && leftM < spacing * 1.5;
    const legM = isLast ? leftM : Math.max(300, Math.min(spacing, leftM));
    const aside = isLast ? 0 : (random() - 0.5) * 0.7 * legM;
    alongM += legM;
    way.push({ place: moved(moved(from, direction, alongM), direction + 90, aside), road });
  }
  return way;
}

/** The same way from its end back to `home`. */
export function wayBack(way: readonly Waypoint[], home: Place): Waypoint[] {
  return way.map(({ road }, index) => ({ place: way[index - 1]?.place ?? home, road })).reverse();
}

/** What the driver sees ahead: metres along the way, and the speed at which the next corner can be taken. */
export type Ahead = { road: Road; endM: number; cornerM: number; cornerMps: number };

/** `way`: the waypoints not yet passed. An empty way means that the end is here. */
export function lookAhead(pose: Pose, way: readonly Waypoint[]): Ahead {
  const [next, after] = way;
  if (!next) return { road: 'Town', endM: 0, cornerM: 0, cornerMps: 0 };
  const toNext = distanceM(pose.place, next.place);
  if (!after) {
    return {
      road: next.road,
      endM: alongM(pose, next.place, toNext),
      cornerM: Infinity,
      cornerMps: Infinity,
    };
  }
  const cut = roads[next.road].cutM;
  const turn = Math.abs(
    turnDegrees(bearingDegrees(pose.place, next.place), bearingDegrees(next.place, after.place)),
  );
  const radius = Math.max(10, cut / Math.tan((turn * Math.PI) / 360));
  return {
    road: next.road,
    endM: Infinity,
    cornerM: Math.max(0, toNext - cut),
    cornerMps: Math.sqrt(2.2 * radius),
  };
}

/** How much of the distance to the end lies ahead; near it, what lies aside does not count. */
function alongM(pose: Pose, end: Place, distance: number): number {
  if (distance > 40) return distance;
  const error = turnDegrees(pose.headingDegrees, bearingDegrees(pose.place, end));
  return Math.max(0, distance * Math.cos((error * Math.PI) / 180));
}

/** The way without a waypoint that is reached. The last one stays: it is where to stop. */
export function withoutPassed(pose: Pose, way: readonly Waypoint[]): readonly Waypoint[] {
  const [next, after] = way;
  if (!next || !after) return way;
  return distanceM(pose.place, next.place) <= roads[next.road].cutM ? way.slice(1) : way;
}

/**
 * Goes `metres` towards `aim`, turning no more sharply than the speed (m/s) allows. `bendDegrees` is how far
 * the road leads off the straight line at this moment.
 */
export function steer(
  pose: Pose,
  aim: Place,
  { metres, speedMps, bendDegrees }: { metres: number; speedMps: number; bendDegrees: number },
): Pose {
  if (metres <= 0) return pose;
  const error = turnDegrees(pose.headingDegrees, bearingDegrees(pose.place, aim) + bendDegrees);
  const radius = Math.max(7, speedMps ** 2 / 2.8);
  const sharpest = (metres / radius) * (180 / Math.PI);
  const turn = Math.max(-sharpest, Math.min(sharpest, error));
  return {
    place: moved(pose.place, pose.headingDegrees + turn / 2, metres),
    headingDegrees: wrapped(pose.headingDegrees + turn),
  };
}
