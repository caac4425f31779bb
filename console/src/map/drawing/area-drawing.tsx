import type { MapMouseEvent } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/use-words.ts';
import { useMap } from '../map-context.ts';
import { mapWords } from '../map-words.ts';
import { type Area, kilometresBetween, type LngLat, pointsLeast, pointsMost } from './area.ts';
import { AreaLayer } from './area-layer.tsx';

type Given = {
  area: Area | undefined;
  onChange(area: Area | undefined): void;
  kinds?: readonly Area['kind'][];
};

const both = ['circle', 'polygon'] as const;

/**
 * Draws an area on the map around: a circle by its middle and its edge, a polygon by its corners. By keyboard, Space sets
 * a point in the middle of the map, which the arrow keys move; Enter ends a polygon, Escape gives up.
 */
export function AreaDrawing({ area, onChange, kinds = both }: Given) {
  const words = useWords(mapWords);
  const { kind, points, begin } = useDraft(onChange);
  return (
    <>
      <AreaLayer area={kind ? undefined : area} draft={points} isFitted />
      <div className="map-tools" role="toolbar" aria-label={words.drawPolygon}>
        {kinds.includes('circle') && (
          <Button look={kind === 'circle' ? 'primary' : 'plain'} onPress={() => begin('circle')}>
            {words.drawCircle}
          </Button>
        )}
        {kinds.includes('polygon') && (
          <Button look={kind === 'polygon' ? 'primary' : 'plain'} onPress={() => begin('polygon')}>
            {words.drawPolygon}
          </Button>
        )}
        {area && !kind && <Button onPress={() => onChange(undefined)}>{words.clear}</Button>}
        {kind && (
          <p role="status" className="map-hint">
            {kind === 'circle' ? words.drawingCircle : words.drawing}
          </p>
        )}
      </div>
      {kind && <div className="map-crosshair" aria-hidden="true" />}
    </>
  );
}

type Draft = { kind: Area['kind'] | undefined; points: LngLat[] };
const idle: Draft = { kind: undefined, points: [] };

/** What is being drawn: points come from the map, and a whole area goes to `onChange`. */
function useDraft(onChange: Given['onChange']) {
  const map = useMap();
  const [draft, setDraft] = useState<Draft>(idle);
  const given = useRef(onChange);
  given.current = onChange;
  useEffect(() => {
    if (!draft.kind) return;
    const end = (area: Area | undefined) => {
      setDraft(idle);
      if (area) given.current(area);
    };
    const add = (point: LngLat) => {
      const next = { ...draft, points: [...draft.points, point] };
      const circle = circleOf(next);
      if (circle || next.points.length > pointsMost) end(circle);
      else setDraft(next);
    };
    const click = ({ lngLat }: MapMouseEvent) => add([lngLat.lng, lngLat.lat]);
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') end(undefined);
      else if (event.key === 'Enter' && draft.points.length >= pointsLeast) end(polygonOf(draft));
      else if (event.key === ' ') add(map.getCenter().toArray());
      else return;
      event.preventDefault();
    };
    const finish = (event: MapMouseEvent) => {
      event.preventDefault();
      if (draft.kind === 'polygon' && draft.points.length >= pointsLeast) end(polygonOf(draft));
    };
    const canvas = map.getCanvas();
    canvas.style.cursor = 'crosshair';
    canvas.addEventListener('keydown', key);
    map.on('click', click);
    map.on('dblclick', finish);
    return () => {
      canvas.style.cursor = '';
      canvas.removeEventListener('keydown', key);
      map.off('click', click);
      map.off('dblclick', finish);
    };
  }, [map, draft]);
  const begin = (kind: Area['kind']) => {
    setDraft({ kind, points: [] });
    map.getCanvas().focus();
  };
  return { ...draft, begin };
}

/** In metres, as far as somebody can point. */
function circleOf({ kind, points: [center, edge] }: Draft): Area | undefined {
  if (kind !== 'circle' || !center || !edge) return undefined;
  return {
    kind: 'circle',
    center,
    radiusKm: Math.max(0.01, Math.round(kilometresBetween(center, edge) * 1000) / 1000),
  };
}

/** A double press sets its point twice. */
function polygonOf({ points }: Draft): Area | undefined {
  const different = points.filter((point, index) => {
    const before = points[index - 1];
    return !before || kilometresBetween(before, point) > 0.001;
  });
  return different.length >= pointsLeast ? { kind: 'polygon', points: different } : undefined;
}
