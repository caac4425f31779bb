import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { fineGround } from './base-data.ts';
import { fineFrom } from './base-style.ts';

const layers = ['land', 'coast', 'borders'] as const;

/** The coarse world stays below until the fine one is drawn: else there is only sea in the meantime. */
function hideCoarseOnceDrawn(map: MapLibre): void {
  const look = () => {
    if (map.getZoom() < fineFrom || !layers.every((id) => map.isSourceLoaded(`fine-${id}`))) return;
    map.off('render', look);
    for (const id of layers) map.setLayerZoomRange(id, 0, fineFrom);
  };
  map.on('render', look);
}

/** Draws the fine world in the place of the coarse one as soon as somebody looks closely, and it has come. */
export function showFineWhenNear(map: MapLibre): void {
  const look = () => {
    // What is there already comes first: the fine world keeps a slow machine busy for seconds.
    if (map.getZoom() < fineFrom || !map.areTilesLoaded()) return;
    map.off('render', look).off('zoom', look);
    fineGround().then(
      ({ land, coast, borders }) => {
        if (!map.getSource('fine-land')) return;
        map.getSource<GeoJSONSource>('fine-land')?.setData(land);
        map.getSource<GeoJSONSource>('fine-coast')?.setData(coast);
        map.getSource<GeoJSONSource>('fine-borders')?.setData(borders);
        for (const id of layers) map.setLayerZoomRange(`fine-${id}`, fineFrom, 24);
        hideCoarseOnceDrawn(map);
      },
      // The coarse one stays, and the next movement asks again.
      () => map.on('zoom', look),
    );
  };
  map.on('render', look);
}
