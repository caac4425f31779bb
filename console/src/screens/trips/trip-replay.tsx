import { lazy, Suspense, useCallback, useMemo } from 'react';
import type { Telemetry, Trip } from '../../api/model.ts';
import { Chart } from '../../chart/chart.tsx';
import { type Span, valueAt } from '../../chart/series.ts';
import { SeriesTable } from '../../chart/series-table.tsx';
import { signalWords } from '../../chart/signal-words.ts';
import { chosenZoom, zoomText } from '../../chart/zoom.ts';
import { ZoomControls } from '../../chart/zoom-controls.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty, Loading } from '../../ui/states.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { useFormat } from '../../units/use-format.ts';
import { useWords } from '../../words/use-words.ts';
import { type ColourBy, type Curve, coloursOf, curvesOf } from './curves.ts';
import { ReplayControls } from './replay-controls.tsx';
import { tripsWords } from './trips-words.ts';
import { useReplay } from './use-replay.ts';
import { type Place, placeAt, wayOf } from './way.ts';

// Maps are large: the charts do not wait for them.
const TripMap = lazy(async () => ({ default: (await import('./trip-map.tsx')).TripMap }));

type Given = { trip: Trip; places: readonly Place[]; reports: readonly Telemetry[] };

/** A trip on the map and over time, tied together by a moment that can be moved and played. */
export function TripReplay({ trip, places, reports }: Given) {
  const { units } = useFormat();
  const { query, change } = useAddress();
  const curves = useMemo(() => curvesOf(reports, units), [reports, units]);
  const whole = useMemo(() => spanOf(trip, places, curves), [trip, places, curves]);
  const replay = useReplay(whole, !trip.done);
  const zoom = chosenZoom(query.get('zoom'), whole);
  const onZoom = useCallback((span: Span | undefined) => change({ zoom: zoomText(span) }), [change]);
  const place = placeAt(places, replay.at);
  return (
    <div className="trip-replay">
      <Way places={places} curves={curves} place={place}>
        <ReplayControls replay={replay} whole={whole} />
        <Now curves={curves} at={replay.at} />
      </Way>
      <Curves curves={curves} whole={whole} zoom={zoom} at={replay.at} onZoom={onZoom} onPick={replay.rest} />
    </div>
  );
}

/** From the first to the last that is known of it. */
function spanOf(
  { startedAt, stoppedAt, duration }: Trip,
  places: readonly Place[],
  curves: readonly Curve[],
): Span {
  const start = Date.parse(startedAt) / 1000;
  const told = [places.at(-1)?.at ?? 0, ...curves.map(({ told: { times } }) => times.at(-1) ?? 0)];
  const end = stoppedAt === undefined ? Math.max(start + duration, ...told) : Date.parse(stoppedAt) / 1000;
  return [start, Math.max(end, start + 1)];
}

type OnWay = {
  places: readonly Place[];
  curves: readonly Curve[];
  place: Place | undefined;
  children: React.ReactNode;
};

function Way({ places, curves, place, children }: OnWay) {
  const words = useWords(tripsWords);
  const { query, change } = useAddress();
  const colours = useMemo(() => coloursOf(curves), [curves]);
  const asked = query.get('colour');
  const by: ColourBy = asked === 'use' || asked === 'plain' ? asked : 'speed';
  const curve = by === 'plain' ? undefined : colours[by];
  const points = useMemo(() => wayOf(places, curve?.told), [places, curve]);
  return (
    <Card title={words.wayTitle} className="trip-way">
      {points.length === 0 ? (
        <Empty title={words.wayNone}>
          <p>{words.wayNoneWhy}</p>
        </Empty>
      ) : (
        <Suspense fallback={<Loading />}>
          <TripMap
            points={points}
            place={place}
            by={by}
            curve={curve}
            colours={colours}
            onColour={(colour) => change({ colour })}
          />
        </Suspense>
      )}
      {children}
    </Card>
  );
}

/** What the vehicle told last at the moment of the replay. */
function Now({ curves, at }: { curves: readonly Curve[]; at: number }) {
  const { names } = useWords(signalWords);
  const format = useFormat();
  return (
    <dl className="trip-now">
      {curves.map(({ name, told, quantity }) => {
        const value = valueAt(told, at);
        return (
          <div key={name}>
            <dt>{names[name]}</dt>
            <dd>{value === undefined ? '–' : format.quantity(value, quantity)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

type OverTime = {
  curves: readonly Curve[];
  whole: Span;
  zoom: Span | undefined;
  at: number;
  onZoom(span: Span | undefined): void;
  onPick(at: number): void;
};

function Curves({ curves, whole, zoom, at, onZoom, onPick }: OverTime) {
  const words = useWords(tripsWords);
  const { names } = useWords(signalWords);
  const span = zoom ?? whole;
  if (curves.length === 0)
    return (
      <Card title={words.chartsTitle}>
        <Empty title={words.chartsNone}>{null}</Empty>
      </Card>
    );
  return (
    <Card title={words.chartsTitle} className="trip-curves">
      {curves.map(({ name, shown, unit, shape }) => (
        <div key={name} className="trip-curve">
          <Chart
            label={names[name]}
            series={shown}
            unit={unit}
            shape={shape}
            span={span}
            mark={at}
            height={130}
            onZoom={onZoom}
            onPick={onPick}
          />
          <SeriesTable label={names[name]} series={shown} unit={unit} span={span} />
        </div>
      ))}
      <ZoomControls span={span} whole={whole} onZoom={onZoom} />
    </Card>
  );
}
