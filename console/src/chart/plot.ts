import uPlot from 'uplot';
import type { Series, Span } from './series.ts';

export type Ports = {
  frame: HTMLElement;
  locale: string;
  unit: string;
  height: number;
  /** `stepped`: each value holds until the next. */
  shape: 'line' | 'stepped';
  /** Leaves zooming out where absent. */
  onZoom: ((span: Span | undefined) => void) | undefined;
  onPick: ((at: number) => void) | undefined;
  /** The whole is drawn anew: what lies above it has to be placed. */
  onDrawn(plot: uPlot): void;
  /** What is under the pointer; undefined when it leaves. */
  onPoint(point: { at: number; value: number } | undefined): void;
};

const dayS = 86_400;

/** A chart in a frame; colours are those of the page in this moment. */
export function createPlot(ports: Ports, { times, values }: Series): uPlot {
  const colour = coloursOf(ports.frame);
  const line = {
    stroke: colour('--accent'),
    fill: colour('--chart-fill'),
    width: 2,
    spanGaps: false,
    ...(ports.shape === 'stepped' && uPlot.paths.stepped ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
  };
  const axis = {
    stroke: colour('--soft'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: fontOf(ports.frame),
  };
  const letter = Number.parseFloat(getComputedStyle(ports.frame).fontSize);
  const options: uPlot.Options = {
    width: Math.max(ports.frame.clientWidth, 100),
    height: sizeFor(ports.frame, ports.height),
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: ports.onZoom !== undefined, y: false, setScale: false },
      ...bindings(ports),
    },
    scales: { x: { time: true }, y: { range: rangeOf } },
    axes: [
      {
        ...axis,
        space: letter * 6,
        size: letter * 3,
        // Their distance is the fifth of what is given.
        values: (...[, at, , , step]) => timesOf(at, step, ports.locale),
      },
      {
        ...axis,
        space: letter * 3,
        size: letter * 4.8,
        values: (_plot, all) => numbersOf(all, ports.locale),
      },
    ],
    series: [{}, line],
    hooks: {
      draw: [ports.onDrawn],
      setSelect: [(plot) => select(plot, ports)],
      setCursor: [(plot) => point(plot, ports)],
    },
  };
  const plot = new uPlot(options, [times, values], ports.frame);
  plot.over.addEventListener('click', (event) => {
    if (ports.onPick) ports.onPick(plot.posToVal(event.offsetX, 'x'));
  });
  return plot;
}

/** Twice pressed, all is shown again. */
function bindings({ onZoom }: Ports): Pick<uPlot.Cursor, 'bind'> {
  const showAll = () => {
    onZoom?.(undefined);
    return null;
  };
  return { bind: { dblclick: () => showAll } };
}

function select(plot: uPlot, { onZoom }: Ports): void {
  const { left, width } = plot.select;
  if (width < 4) return;
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  onZoom?.([plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')]);
}

function point(plot: uPlot, { onPoint }: Ports): void {
  const index = plot.cursor.idx;
  const at = index == null ? undefined : plot.data[0][index];
  const value = index == null ? undefined : plot.data[1]?.[index];
  onPoint(at === undefined || value == null ? undefined : { at, value });
}

/** A little room above and below; a flat line stands in the middle. */
function rangeOf(_plot: uPlot, least: number | null, most: number | null): uPlot.Range.MinMax {
  if (least === null || most === null) return [0, 1];
  const room = (most - least) * 0.08 || Math.max(Math.abs(most) * 0.1, 1);
  return [least >= 0 && least - room < 0 ? 0 : least - room, most + room];
}

function timesOf(at: readonly number[], step: number, locale: string): string[] {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...(step < 60 ? { second: '2-digit' as const } : {}),
  });
  return at.map((one) => {
    const date = new Date(one * 1000);
    const isMidnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
    return step >= dayS || isMidnight ? day.format(date) : time.format(date);
  });
}

function numbersOf(all: readonly number[], locale: string): string[] {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return all.map((one) => format.format(one));
}

function coloursOf(frame: HTMLElement) {
  const style = getComputedStyle(frame);
  return (name: string) => style.getPropertyValue(name).trim();
}

/** Letters grow with the screen (`theme.css`), and charts with them: pixels for what is so many where they are 12 high. */
export function sizeFor(frame: HTMLElement, pixels: number): number {
  return Math.round((pixels * Number.parseFloat(getComputedStyle(frame).fontSize)) / 12);
}

function fontOf(frame: HTMLElement): string {
  const { fontSize, fontFamily } = getComputedStyle(frame);
  return `${fontSize} ${fontFamily}`;
}
