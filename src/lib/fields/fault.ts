/** What is wrong with a body, and where: `triggerParam.triggers[1].data.op`. `expected` in words, for people. */
export type Fault = { path: string; value: unknown; expected: string };

/** Faults as they are found, up to a bound: nobody reads more. */
export type Faults = {
  readonly list: readonly Fault[];
  add(fault: Fault): void;
};

const faultsMax = 20;
const textMax = 100;

export function createFaults(): Faults {
  const list: Fault[] = [];
  return {
    list,
    add({ path, value, expected }) {
      if (list.length < faultsMax) list.push({ path, value: shown(value), expected });
    },
  };
}

/** Of a value no more than fits an answer. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.length > textMax ? `${value.slice(0, textMax)}…` : value;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : value;
}
