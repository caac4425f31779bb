/** Fields as they go out: times as texts, and without what is not known. */
export function shownValues(fields: Record<string, unknown>): object {
  const known = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    known.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  );
}
