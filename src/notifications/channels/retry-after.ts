/** `Retry-After`: seconds, or a date. What cannot be read asks for nothing. */
export function retryAfterOf(
  given: string | string[] | null | undefined,
  now: number,
): { retryAfterMs?: number } {
  const text = [given].flat()[0]?.trim();
  if (!text) return {};
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return ms > 0 ? { retryAfterMs: ms } : {};
}
