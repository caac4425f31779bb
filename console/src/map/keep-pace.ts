import type { Map as MapLibre } from 'maplibre-gl';
import { createPace } from './pace.ts';

/** Milliseconds without a change, after which a map stands still. */
const restMs = 300;

/** Draws a map in fewer points while things move on it, where otherwise they would jerk. */
export function keepPace(map: MapLibre): void {
  const pace = createPace();
  let share = 1;
  let isTiming = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;

  function drawIn(wanted: number): void {
    if (wanted === share || isGone) return;
    share = wanted;
    map.setPixelRatio(devicePixelRatio * share);
  }

  map.on('render', () => {
    clearTimeout(resting);
    resting = setTimeout(() => drawIn(pace.rest()), restMs);
    if (isTiming) return;
    isTiming = true;
    const begun = performance.now();
    // The browser asks for the next frame when this one is drawn, however seldom the map changes.
    requestAnimationFrame(() => {
      isTiming = false;
      drawIn(pace.frame(performance.now() - begun));
    });
  });
  map.on('remove', () => {
    isGone = true;
    clearTimeout(resting);
  });
}
