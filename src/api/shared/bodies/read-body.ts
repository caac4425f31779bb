import { ApiError } from '../errors.ts';
import type { Body } from '../write.ts';

/** The object that a text of JSON is. Throws `ApiError` badBody. */
export function readBody(text: unknown): Body {
  if (typeof text !== 'string' || text.trim() === '')
    throw new ApiError('badBody', 'it is empty, expected a JSON object');
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ApiError('badBody', `it is ${kindOf(value)}, expected a JSON object`);
  return value as Body;
}

function parsed(text: string): unknown {
  try {
    // PostgreSQL has no place for it.
    if (text.includes('\\u0000') && holdsZero(text))
      throw new ApiError('badBody', 'a text in it holds the character U+0000');
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError('badBody', 'it is no JSON, expected a JSON object');
  }
}

/** Whether the character U+0000 is in a text or a name of some JSON, where it can only be written as an escape. */
function holdsZero(text: string): boolean {
  let isFound = false;
  JSON.parse(text, (name, inner) => {
    isFound ||= name.includes('\0') || (typeof inner === 'string' && inner.includes('\0'));
    return inner;
  });
  return isFound;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
