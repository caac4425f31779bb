import './map.css';
import type { Map as MapLibre } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { usePreferences } from '../preferences/preferences.tsx';
import { useSession } from '../session/session.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';
import { MapContext } from './map-context.ts';
import { mapWords } from './map-words.ts';
import { type Camera, openMap } from './open-map.ts';

type Given = {
  /** What the map shows, for who does not see it. */
  label: string;
  /** Where it begins; later changes do not move it. */
  camera?: Camera;
  /** Parts that draw on it: they may call `useMap`. */
  children?: ReactNode;
  className?: string;
};

const wholeWorld: Camera = { center: [8, 30], zoom: 1.4 };

/** A map, in the theme, language and units of who looks. Changing those keeps what is looked at. */
export function MapView({ label, camera = wholeWorld, children, className }: Given) {
  const { look, language, units } = usePreferences();
  const { config } = useSession();
  const words = useWords(mapWords);
  const place = useRef<HTMLDivElement>(null);
  const seen = useRef(camera);
  const [map, setMap] = useState<MapLibre>();
  const [error, setError] = useState<unknown>();
  const styleUrl = config?.mapStyleUrl;
  useEffect(() => {
    const container = place.current;
    if (!container) return;
    const opening = new AbortController();
    let opened: MapLibre | undefined;
    const options = {
      container,
      look,
      language,
      units,
      styleUrl,
      words: localeOf(words),
      camera: seen.current,
    };
    openMap(options).then(
      (made) => {
        opened = made;
        if (opening.signal.aborted) return made.remove();
        made.on('move', () => {
          const { lng, lat } = made.getCenter();
          seen.current = { center: [lng, lat], zoom: made.getZoom(), bearing: made.getBearing() };
        });
        made.getCanvas().setAttribute('aria-label', label);
        setMap(made);
      },
      (failure: unknown) => setError(failure),
    );
    return () => {
      opening.abort();
      setMap(undefined);
      opened?.remove();
    };
  }, [look, language, units, styleUrl, words, label]);
  return (
    <div className={`map ${className ?? ''}`}>
      <div ref={place} className="map-canvas" />
      {map && <MapContext value={map}>{children}</MapContext>}
      {!map && error === undefined && <Loading />}
      {error !== undefined && <Failed error={new Error(words.noWebGl, { cause: error })} />}
    </div>
  );
}

/** The words of the map's own buttons. */
function localeOf(words: {
  map: string;
  zoomIn: string;
  zoomOut: string;
  resetBearing: string;
  attribution: string;
}) {
  return {
    'Map.Title': words.map,
    'NavigationControl.ZoomIn': words.zoomIn,
    'NavigationControl.ZoomOut': words.zoomOut,
    'NavigationControl.ResetBearing': words.resetBearing,
    'AttributionControl.ToggleAttribution': words.attribution,
  };
}
