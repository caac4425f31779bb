import 'uplot/dist/uPlot.min.css';
import './chart.css';
import { useEffect, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { usePreferences } from '../preferences/preferences.tsx';
import { useFormat } from '../units/use-format.ts';
import { useWords } from '../words/use-words.ts';
import { createPlot, sizeFor } from './plot.ts';
import { type Series, type Span, summaryOf } from './series.ts';
import { signalWords } from './signal-words.ts';

type Given = {
  label: string;
  /** In the unit that is shown. Has to stay the same object for as long as it says the same. */
  series: Series;
  unit: string;
  shape?: 'line' | 'stepped';
  /** What is shown of it; all where absent. */
  span?: Span | undefined;
  /** A moment to mark, epoch seconds. */
  mark?: number | undefined;
  height?: number;
  /** Asked for by dragging over a part; undefined asks for all, by pressing twice. */
  onZoom?(span: Span | undefined): void;
  /** A moment that was pressed, epoch seconds. */
  onPick?(at: number): void;
};

/** A curve over time. What it shows is said in words as well; all values are in `SeriesTable`. */
export function Chart(given: Given) {
  const { label, series, unit, span, mark, height = 220 } = given;
  const words = useWords(signalWords);
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<{ at: number; value: number } | undefined>(undefined);
  const plot = usePlot(frame, { ...given, height, onPoint: setPointed });
  useEffect(() => plot && placeMark(plot, mark), [plot, mark]);
  const text = (value: number) => `${format.number(value, 1)}\u00a0${unit}`.trim();
  const summary = summaryOf(series, span);
  return (
    <figure className="chart">
      <figcaption className="chart-caption">
        <span>
          {label}
          {unit && ` · ${unit}`}
        </span>
        <span className="chart-pointed">
          {pointed ? `${format.time(pointed.at * 1000)} · ${text(pointed.value)}` : '\u00a0'}
        </span>
      </figcaption>
      <div
        ref={frame}
        className="chart-frame"
        role="img"
        aria-label={summary ? words.summary(label, text(summary.least), text(summary.most)) : label}
      />
    </figure>
  );
}

type Plotted = Given & { height: number; onPoint(point: { at: number; value: number } | undefined): void };

/** The plot in a frame: made anew when its look changes, as wide as there is room. */
function usePlot(frame: React.RefObject<HTMLDivElement | null>, given: Plotted): uPlot | undefined {
  const { series, unit, span, height, shape = 'line' } = given;
  const { locale } = useFormat();
  const { look } = usePreferences();
  const [plot, setPlot] = useState<uPlot>();
  const [fontSize, setFontSize] = useState('');
  const latest = useRef(given);
  latest.current = given;
  const canZoom = given.onZoom !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: look and size of letters are read once, when it is made
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const made = createPlot(
      {
        frame: element,
        locale,
        unit,
        height,
        shape,
        onZoom: canZoom ? (wanted) => latest.current.onZoom?.(wanted) : undefined,
        onPick: (at) => latest.current.onPick?.(at),
        onPoint: (point) => latest.current.onPoint(point),
        onDrawn: (drawn) => placeMark(drawn, latest.current.mark),
      },
      latest.current.series,
    );
    setPlot(made);
    const before = getComputedStyle(element).fontSize;
    const watching = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: sizeFor(element, height) });
      const now = getComputedStyle(element).fontSize;
      if (now !== before) setFontSize(now);
    });
    watching.observe(element);
    return () => {
      watching.disconnect();
      made.destroy();
    };
  }, [frame, locale, unit, height, shape, canZoom, look, fontSize]);
  useEffect(() => {
    if (!plot) return;
    plot.setData([series.times, series.values], false);
    const [first, last] = span ?? [series.times[0] ?? 0, series.times.at(-1) ?? 1];
    plot.setScale('x', { min: first, max: last > first ? last : first + 1 });
  }, [plot, series, span]);
  return plot;
}

/** A line at a moment; none where it is not in sight. */
function placeMark(plot: uPlot, at: number | undefined): void {
  let line = plot.over.querySelector<HTMLElement>('.chart-mark');
  if (!line) {
    line = document.createElement('div');
    line.className = 'chart-mark';
    plot.over.append(line);
  }
  const left = at === undefined ? -1 : plot.valToPos(at, 'x');
  line.hidden = !(left >= 0 && left <= plot.over.clientWidth);
  line.style.transform = `translateX(${left}px)`;
}
