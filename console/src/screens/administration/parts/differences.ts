/** A field that is not as before; a side that has none is absent. */
export type Difference = { field: string; before?: string; after?: string };

/** What changed between two looks at a subject, field by field. */
export function differences(before: object = {}, after: object = {}): Difference[] {
  const old = before as Record<string, unknown>;
  const young = after as Record<string, unknown>;
  const fields = [...new Set([...Object.keys(old), ...Object.keys(young)])];
  return fields.flatMap((field) => {
    const [was, is] = [textOf(old[field]), textOf(young[field])];
    if (was === is) return [];
    return [
      { field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
    ];
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || value === undefined ? value : JSON.stringify(value);
}
