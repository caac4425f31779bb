import '../src/app/theme.css';
import { useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { useMap } from '../src/map/map-context.ts';
import { MapView } from '../src/map/map-view.tsx';
import { VehicleLayer } from '../src/map/vehicles/vehicle-layer.tsx';
import { viewOf } from '../src/map/vehicles/vehicle-view.ts';
import { PreferencesProvider } from '../src/preferences/preferences.tsx';
import { createLiveStore } from '../src/query/live-store.ts';
import { SessionProvider } from '../src/session/session.tsx';
import { herdOf, reportOf } from './herd.ts';

const query = new URLSearchParams(location.search);
const count = Number(query.get('vehicles') ?? 10_000);
const seconds = Number(query.get('seconds') ?? 10);
/** Every vehicle reports so often, as drivers' cars do. */
const reportEveryMs = 2000;
const sliceMs = 50;

/** All of them move, and somebody drags and zooms the map meanwhile: how long each frame takes. */
function Frames() {
  const vehicles = useMemo(() => herdOf(count), []);
  const store = useMemo(() => createLiveStore((call) => requestAnimationFrame(call)), []);
  useEffect(() => {
    store.know(vehicles);
    let turn = 0;
    let next = 0;
    for (let index = 0; index < count; index += 1) store.take(reportOf(index, 0), Date.now());
    const timer = setInterval(() => {
      const until = next + (count * sliceMs) / reportEveryMs;
      for (; next < until; next += 1) {
        if (next % count === 0) turn += 1;
        store.take(reportOf(Math.floor(next) % count, turn), Date.now());
      }
    }, sliceMs);
    return () => clearInterval(timer);
  }, [store, vehicles]);
  const views = useMemo(
    () => () => vehicles.map((vehicle) => viewOf(vehicle, store.vehicles.get(vehicle.key), Date.now())),
    [vehicles, store],
  );
  return (
    <MapView label="Frames" camera={{ center: [2.35, 48.86], zoom: 6.5 }} className="bench-map">
      <VehicleLayer views={views} subscribe={store.subscribe} onSelect={() => undefined} />
      <Measure />
    </MapView>
  );
}

/** Moves the camera round and notes the frames; what came of it is in the title of the page. */
function Measure() {
  const map = useMap();
  useEffect(() => {
    const frames: number[] = [];
    let begin = 0;
    let before = 0;
    let running = 0;
    const step = (now: number) => {
      frames.push(now - before);
      before = now;
      const at = (now - begin) / 1000;
      map.jumpTo({
        // Over a town all the time, from where one sees half of Europe to where one sees a part of the town.
        center: [2.35 + 0.4 * Math.sin(at / 2), 48.86 + 0.2 * Math.cos(at / 3)],
        zoom: 6.5 + 2.5 * Math.sin(at / 2),
      });
      if (at < seconds) running = requestAnimationFrame(step);
      else document.title = JSON.stringify(summaryOf(frames.slice(1)));
    };
    // What is done once, when a map opens, is no part of what is measured.
    map.once('idle', () => {
      document.title = 'measuring';
      begin = performance.now();
      before = begin;
      running = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(running);
  }, [map]);
  return null;
}

function summaryOf(frames: number[]) {
  const sorted = [...frames].sort((one, other) => one - other);
  const share = (part: number) => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10;
  const total = frames.reduce((sum, one) => sum + one, 0);
  return {
    vehicles: count,
    framesPerSecond: Math.round((frames.length * 10_000) / total) / 10,
    msMedian: share(0.5),
    ms95: share(0.95),
    msMost: share(1 - 1 / sorted.length),
  };
}

document.documentElement.dataset.theme = 'light';
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <PreferencesProvider>
      <SessionProvider>
        <Frames />
      </SessionProvider>
    </PreferencesProvider>,
  );
