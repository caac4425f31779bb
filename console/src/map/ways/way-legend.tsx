import type { Quantity } from '../../units/units.ts';
import { useFormat } from '../../units/use-format.ts';
import { type ValueRange, wayColours } from './way-features.ts';

/** What the colours of a way stand for. */
export function WayLegend({
  label,
  range,
  quantity,
}: {
  label: string;
  range: ValueRange;
  quantity: Quantity;
}) {
  const format = useFormat();
  return (
    <div className="way-legend">
      <span>{label}</span>
      <span>{format.quantity(range.least, quantity)}</span>
      <span
        className="way-legend-bar"
        style={{ background: `linear-gradient(to right, ${wayColours.join(', ')})` }}
      />
      <span>{format.quantity(range.most, quantity)}</span>
    </div>
  );
}
