import { useMemo } from 'react';
import { MapView } from '../../map/map-view.tsx';
import { rangeOf, type WayPoint } from '../../map/ways/way-features.ts';
import { WayLayer } from '../../map/ways/way-layer.tsx';
import { WayLegend } from '../../map/ways/way-legend.tsx';
import { Select } from '../../ui/select.tsx';
import { useWords } from '../../words/use-words.ts';
import type { ColourBy, Curve } from './curves.ts';
import { tripsWords } from './trips-words.ts';
import type { Place } from './way.ts';

type Given = {
  points: readonly WayPoint[];
  place: Place | undefined;
  by: ColourBy;
  curve: Curve | undefined;
  colours: Partial<Record<ColourBy, Curve>>;
  onColour(by: ColourBy): void;
};

/** The way of a trip, coloured by what is chosen, with where the replay stands. */
export function TripMap({ points, place, by, curve, colours, onColour }: Given) {
  const words = useWords(tripsWords);
  const range = useMemo(() => rangeOf(points), [points]);
  const marker = useMemo(
    () => place && { at: [place.longitude, place.latitude] as const, heading: place.heading },
    [place],
  );
  const [longitude = 0, latitude = 0] = points[0]?.at ?? [];
  const choices = (['speed', 'use', 'plain'] as const).filter((one) => one === 'plain' || colours[one]);
  return (
    <>
      <MapView label={words.mapOf} camera={{ center: [longitude, latitude], zoom: 12 }} className="trip-map">
        <WayLayer points={points} range={range} marker={marker} />
      </MapView>
      <div className="trip-colours">
        <Select
          label={words.colourBy}
          value={by}
          choices={choices.map((key) => ({ key, text: words.colours[key] }))}
          onChange={onColour}
        />
        {curve && range && <WayLegend label={words.colours[by]} range={range} quantity={curve.quantity} />}
      </div>
    </>
  );
}
