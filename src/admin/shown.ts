/** A row as it goes out and into the log: times as texts, and without numbers of tables and what is not known. */
export function shown(row: object): Record<string, unknown> {
  const entries = Object.entries(row).filter(
    ([name, value]) => value !== null && value !== undefined && !internal.has(name),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  );
}

/** Numbers of tables, and hashes. */
const internal = new Set([
  'userId',
  'applicationId',
  'partnerId',
  'fleetId',
  'administratorId',
  'passwordHash',
]);
