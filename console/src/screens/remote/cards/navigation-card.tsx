import { useCallback, useState } from 'react';
import { MapView } from '../../../map/map-view.tsx';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useWords } from '../../../words/use-words.ts';
import type { Desk } from '../desk.ts';
import { remoteWords } from '../remote-words.ts';
import { degreesFrom, navigationBody, rounded, type Stop, stopsMost } from '../stops.ts';
import { RemoteCard } from './remote-card.tsx';
import { StopsOnMap } from './route-map.tsx';

/** Sends places to go to. */
export function NavigationCard({ desk }: { desk: Desk }) {
  const words = useWords(remoteWords);
  const { send, isSending } = desk;
  const [isMapOpen, setMapOpen] = useState(false);
  const [stops, setStops] = useState<readonly Stop[]>([]);
  const add = useCallback(({ longitude, latitude }: Omit<Stop, 'id'>) => {
    setStops((before) => {
      const id = 1 + Math.max(0, ...before.map((one) => one.id));
      return [...before, { id, longitude: rounded(longitude), latitude: rounded(latitude) }].slice(
        0,
        stopsMost,
      );
    });
  }, []);
  const here = desk.status?.lastPosition?.geometry.coordinates;
  const camera = here && { center: [here[0] ?? 0, here[1] ?? 0] as [number, number], zoom: 11 };
  return (
    <RemoteCard title={words.navigation} icon="way" desk={desk} doing="navigation">
      <p className="hint">{words.navigationWhy}</p>
      <details className="more" onToggle={(event) => setMapOpen(event.currentTarget.open)}>
        <summary>{words.navigationMap}</summary>
        {isMapOpen && (
          <MapView label={words.navigationMap} className="stops-map" {...(camera ? { camera } : {})}>
            <StopsOnMap stops={stops} onAdd={add} />
          </MapView>
        )}
      </details>
      <ol className="stops">
        {stops.map(({ id, latitude, longitude }, index) => (
          <li key={id}>
            <span>
              {index === stops.length - 1 ? words.destination : words.stop(index + 1)}
              <span className="stop-place">
                {latitude.toFixed(5)}, {longitude.toFixed(5)}
              </span>
            </span>
            <Button
              look="icon"
              aria-label={words.removeStop(index + 1)}
              onPress={() => setStops(stops.filter((one) => one.id !== id))}
            >
              ×
            </Button>
          </li>
        ))}
      </ol>
      {stops.length < stopsMost && <TypedStop onAdd={add} />}
      <div className="actions actions-start">
        <Button
          look="primary"
          isDisabled={isSending || stops.length === 0}
          onPress={() => send(navigationBody(stops))}
        >
          {words.send}
        </Button>
      </div>
    </RemoteCard>
  );
}

/** A stop for who does not use the map. */
function TypedStop({ onAdd }: { onAdd(stop: Omit<Stop, 'id'>): void }) {
  const words = useWords(remoteWords);
  const [latitude, setLatitude] = useState('');
  const [longitude, setLongitude] = useState('');
  const stop = { latitude: degreesFrom(latitude, 90), longitude: degreesFrom(longitude, 180) };
  const isGood = stop.latitude !== undefined && stop.longitude !== undefined;
  return (
    <form
      className="typed-stop"
      onSubmit={(event) => {
        event.preventDefault();
        if (stop.latitude === undefined || stop.longitude === undefined) return;
        onAdd({ latitude: stop.latitude, longitude: stop.longitude });
        setLatitude('');
        setLongitude('');
      }}
    >
      <Field label={words.latitude} inputMode="decimal" value={latitude} onChange={setLatitude} />
      <Field label={words.longitude} inputMode="decimal" value={longitude} onChange={setLongitude} />
      <Button type="submit" isDisabled={!isGood}>
        {words.addStop}
      </Button>
    </form>
  );
}
