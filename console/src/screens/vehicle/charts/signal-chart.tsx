import { useMemo } from 'react';
import { Chart } from '../../../chart/chart.tsx';
import { type Series, type Span, seriesOf, summaryOf } from '../../../chart/series.ts';
import { SeriesTable } from '../../../chart/series-table.tsx';
import { signalWords } from '../../../chart/signal-words.ts';
import {
  type Groups,
  isSignal,
  queryOf,
  type Signal,
  type SignalName,
  signals,
  signalsIn,
} from '../../../chart/signals.ts';
import { chosenZoom, zoomText } from '../../../chart/zoom.ts';
import { ZoomControls } from '../../../chart/zoom-controls.tsx';
import { useTelemetry } from '../../../query/use-vehicle-data.ts';
import { useFace } from '../../../session/session.tsx';
import { Card } from '../../../ui/card.tsx';
import { RawJson } from '../../../ui/raw-json.tsx';
import { Answer, Empty } from '../../../ui/states.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { measure } from '../../../units/units.ts';
import { useFormat } from '../../../units/use-format.ts';
import { useNow } from '../../../units/use-now.ts';
import { useWords } from '../../../words/use-words.ts';
import { signInOf } from '../sign-in-of.ts';
import { vehicleWords } from '../words/vehicle-words.ts';
import { ChartControls } from './chart-controls.tsx';
import { chosenTime, timestampsOf } from './chart-time.ts';

const reportsMost = 20_000;

/** Any number that the vehicle tells, over a time that is chosen; what is chosen is in the address. */
export function SignalChart({ vehicle, groups }: { vehicle: string; groups: Groups }) {
  const words = useWords(vehicleWords);
  const { query, change } = useAddress();
  const face = useFace();
  const now = useNow();
  const offered = signalsIn(groups);
  const asked = query.get('signal');
  const name = isSignal(asked) ? asked : (offered[0] ?? 'speed');
  const time = chosenTime(query, now);
  const filters = { ...queryOf(name), timestamps: timestampsOf(time.span) };
  const reports = useTelemetry(vehicle, filters);
  const zoom = chosenZoom(query.get('zoom'), time.span);
  const toZoom = (span: Span | undefined) => change({ zoom: zoomText(span) });
  const address = face.addressOf(vehicle, 'telemetry', { pageSize: 2000, ...filters });
  return (
    <Card title={words.chartTitle} className="signal-chart">
      <ChartControls name={name} offered={offered} time={time} />
      <Answer of={reports} isEmpty={(all) => all.length === 0} empty={<Nothing />}>
        {(all) => <Curve name={name} reports={all} whole={time.span} zoom={zoom} onZoom={toZoom} />}
      </Answer>
      <RawJson address={address} answer={reports.data?.slice(-3)} signIn={signInOf(face.kind)} />
    </Card>
  );
}

function Nothing() {
  const words = useWords(vehicleWords);
  return (
    <Empty title={words.chartNone}>
      <p>{words.chartNoneWhy}</p>
    </Empty>
  );
}

type Drawn = {
  name: SignalName;
  reports: Parameters<typeof seriesOf>[0];
  whole: Span;
  zoom: Span | undefined;
  onZoom(span: Span | undefined): void;
};

function Curve({ name, reports, whole, zoom, onZoom }: Drawn) {
  const words = useWords(vehicleWords);
  const { names } = useWords(signalWords);
  const format = useFormat();
  const { series, unit } = useShown(name, reports);
  if (!summaryOf(series)) return <Nothing />;
  const span = zoom ?? whole;
  return (
    <>
      <Chart
        label={names[name]}
        series={series}
        unit={unit}
        span={span}
        height={280}
        shape={isHeld(name) ? 'stepped' : 'line'}
        onZoom={onZoom}
      />
      <ZoomControls span={span} whole={whole} onZoom={onZoom} />
      <Summary series={series} span={span} unit={unit} />
      {reports.length >= reportsMost && <p className="hint">{words.truncated(format.number(reportsMost))}</p>}
      <SeriesTable label={names[name]} series={series} unit={unit} span={span} />
    </>
  );
}

/** A curve in the units of who looks. */
function useShown(name: SignalName, reports: Parameters<typeof seriesOf>[0]) {
  const { units } = useFormat();
  return useMemo(() => {
    const { quantity, read }: Signal = signals[name];
    // What is far and what is near has a unit of its own; a curve needs one.
    const own = quantity === 'm' ? 'number' : quantity;
    const { unit } = measure(1, own, units);
    const series = seriesOf(reports, read, (value) => measure(value, own, units).value);
    return { series, unit: quantity === 'm' ? 'm' : unit };
  }, [name, reports, units]);
}

/** Levels hold until the next is told. */
const isHeld = (name: SignalName) => /Level|Range|Health|maintenance/i.test(name);

function Summary({ series, span, unit }: { series: Series; span: Span; unit: string }) {
  const words = useWords(signalWords);
  const format = useFormat();
  const summary = summaryOf(series, span);
  if (!summary) return null;
  const told = [
    [words.least, summary.least],
    [words.mean, summary.mean],
    [words.most, summary.most],
  ] as const;
  return (
    <p className="hint chart-summary">
      {told.map(([word, value]) => (
        <span key={word}>
          {word} <strong>{`${format.number(value, 1)}\u00a0${unit}`.trim()}</strong>
        </span>
      ))}
    </p>
  );
}
