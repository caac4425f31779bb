import type { JsonObject } from '../read-json.ts';

export type Record1 = Readonly<Record<string, number>>;

/** A block of the record: the keys it reads, and the groups it makes of those that are there. */
export type Block = { keys: string[]; read(record: Record1): JsonObject };

/** A group made of several keys, each optional; no group when none of them is there. */
export function block(group: string, parts: Record<string, (value: number) => JsonObject>): Block {
  const keys = Object.keys(parts);
  return {
    keys,
    read(record) {
      const made = keys
        .filter((key) => record[key] !== undefined)
        .map((key) => parts[key]?.(record[key] as number));
      return made.length > 0 ? { [group]: Object.assign({}, ...made) } : {};
    },
  };
}

export function bit(value: number, position: number): boolean {
  return (value & (1 << position)) !== 0;
}
