import type { Fault } from '../../lib/fields/fault.ts';
import { ApiError } from '../shared/errors.ts';

const valueMax = 80;
const messageMax = 2000;

/** All that is wrong with a body in one error: the place of each, its value and what was expected. */
export function faultsError(faults: readonly Fault[]): ApiError {
  const told = faults.map(
    ({ path, value, expected }) => `${path}: ${shortened(value)}, expected ${expected}`,
  );
  return new ApiError('badBody', told.join('; ').slice(0, messageMax));
}

function shortened(value: unknown): string {
  if (value === undefined) return 'missing';
  // Control characters of a text are written as JSON has them.
  const text = String(JSON.stringify(value));
  return text.length > valueMax ? `${text.slice(0, valueMax)}…` : text;
}
