import './gauge.css';
import { useFormat } from '../../units/use-format.ts';

/** A level in percent as a bar; low ones stand out. */
export function Gauge({ label, level }: { label: string; level: number }) {
  const format = useFormat();
  const look = level <= 10 ? 'gauge-bad' : level <= 20 ? 'gauge-warn' : '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: those of the browsers look different each, and cannot be coloured
    <div
      className={`gauge ${look}`}
      role="meter"
      aria-label={label}
      aria-valuenow={level}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={format.quantity(level, '%')}
    >
      <div className="gauge-fill" style={{ width: `${Math.max(0, Math.min(100, level))}%` }} />
    </div>
  );
}
