const daySeconds = 86_400;

/** Seconds of an ISO 8601 duration, a year taken as 365 and a month as 30 days; undefined for what is none. */
export function secondsOf(text: string | undefined): number | undefined {
  const found =
    /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
      text ?? '',
    );
  if (!found) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  return (years * 365 + months * 30 + weeks * 7 + days) * daySeconds + hours * 3600 + minutes * 60 + seconds;
}

/** The duration of whole seconds, such as `PT7H30M`. Days stand as hours: those of the change of clocks differ. */
export function durationOf(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const parts = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
  return parts === '' ? 'PT0H' : `PT${parts}`;
}

const pad = (value: number) => String(value).padStart(2, '0');

/** What a clock shows so many seconds after midnight: `08:30`, with seconds where there are any. */
export function clockOf(seconds: number): string {
  const time = ((seconds % daySeconds) + daySeconds) % daySeconds;
  const rest = time % 60;
  return `${pad(Math.floor(time / 3600))}:${pad(Math.floor(time / 60) % 60)}${rest > 0 ? `:${pad(rest)}` : ''}`;
}

/** The other way round; undefined while it is being typed. */
export function secondsFrom(clock: string): number | undefined {
  const found = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(clock);
  return found ? Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3] ?? 0) : undefined;
}

/** From one time to the next time that a clock shows the other; a whole day between equals. */
export function secondsBetween(start: number, end: number): number {
  return ((end - start + daySeconds - 1) % daySeconds) + 1;
}
