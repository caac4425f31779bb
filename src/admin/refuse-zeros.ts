import { ApiError } from '../api/shared/errors.ts';

/** PostgreSQL takes no zero characters: they are refused wherever they stand, however deep. Throws `ApiError`. */
export function refuseZeros(given: object): void {
  const waiting: unknown[] = [given];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string' && one.includes('\0'))
      throw new ApiError('badParameter', `${JSON.stringify(one).slice(0, 100)}, expected no zero characters`);
    if (typeof one !== 'object' || one === null) continue;
    for (const [name, value] of Object.entries(one)) waiting.push(name, value);
  }
}
