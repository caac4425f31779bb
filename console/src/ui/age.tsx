import { millisecondsOf, useFormat } from '../units/use-format.ts';
import { useNow } from '../units/use-now.ts';

/** How long ago something was, with the time in the viewer's zone beside on request, and UTC on hover. */
export function Age({ at, withTime = false }: { at: string | number; withTime?: boolean }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={new Date(millisecondsOf(at)).toISOString()} title={format.utc(at)} className="age">
      {format.age(at, now)}
      {withTime && <span className="age-time"> · {format.time(at)}</span>}
    </time>
  );
}

/** A time in the viewer's zone, UTC on hover. */
export function Time({ at }: { at: string | number }) {
  const format = useFormat();
  return (
    <time dateTime={new Date(millisecondsOf(at)).toISOString()} title={format.utc(at)}>
      {format.time(at)}
    </time>
  );
}
