const form = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;

/** Seconds of an ISO 8601 duration such as `PT2H30M`; undefined for what is none, and for years and months. */
export function secondsOf(duration: string | undefined): number | undefined {
  const found = duration === undefined ? undefined : form.exec(duration);
  if (!found || duration === 'P') return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** A time of the day that is told as a duration from midnight: `PT21H30M` as `21:30`. */
export function clockText(duration: string | undefined): string {
  const seconds = secondsOf(duration);
  if (seconds === undefined) return duration ?? '';
  const minutes = Math.round(seconds / 60);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}
