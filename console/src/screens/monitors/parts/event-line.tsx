import { useFormat } from '../../../units/use-format.ts';

type Given = {
  label: string;
  from: string;
  until: string;
  events: readonly { eventDate: string; refresh: boolean }[];
};

const dayMs = 86_400_000;

/** Events on a line of time, with the days marked in the zone of who looks. */
export function EventLine({ label, from, until, events }: Given) {
  const { locale } = useFormat();
  const [start, end] = [Date.parse(from), Date.parse(until)];
  const share = (at: number) => ((at - start) / Math.max(1, end - start)) * 1000;
  const days = daysBetween(start, end);
  const every = Math.max(1, Math.ceil(days.length / 8));
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  return (
    <figure className="event-line" aria-label={label}>
      <svg
        viewBox="0 0 1000 90"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}: ${events.length}`}
      >
        {days.map((at) => (
          <line key={at} x1={share(at)} x2={share(at)} y1="0" y2="90" className="event-line-day" />
        ))}
        <line x1="0" x2="1000" y1="60" y2="60" className="event-line-base" />
        {events.map(({ eventDate, refresh }, index) => (
          <line
            // biome-ignore lint/suspicious/noArrayIndexKey: several may be of one moment
            key={`${eventDate} ${index}`}
            x1={share(Date.parse(eventDate))}
            x2={share(Date.parse(eventDate))}
            y1={refresh ? 44 : 18}
            y2="60"
            className="event-line-event"
          />
        ))}
      </svg>
      <figcaption aria-hidden="true">
        {days
          .filter((at, index) => index % every === 0 && share(at) < 930)
          .map((at) => (
            <span key={at} style={{ left: `${share(at) / 10}%` }}>
              {day.format(at)}
            </span>
          ))}
      </figcaption>
    </figure>
  );
}

/** Midnights of the viewer's zone. */
function daysBetween(start: number, end: number): number[] {
  const days: number[] = [];
  const at = new Date(start);
  at.setHours(24, 0, 0, 0);
  while (at.getTime() < end && days.length < 400) {
    days.push(at.getTime());
    at.setTime(at.getTime() + dayMs + dayMs / 8);
    at.setHours(0, 0, 0, 0);
  }
  return days;
}
