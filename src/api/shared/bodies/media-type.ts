const json = 'application/json';
const hal = 'application/hal+json';

/**
 * The media type of an answer: the operation's own, unless the caller names a JSON type it would rather have.
 * Anything else that is asked for is answered with the operation's own, as the real service does.
 */
export function mediaType(accept: string | undefined, own = hal): string {
  if (accept === undefined || accept === '' || accept === '*/*') return own;
  const asked = accept.split(',').map((type) => type.split(';')[0]?.trim().toLowerCase());
  if (asked.includes(own)) return own;
  return asked.find((type) => type === json || type === hal) ?? own;
}
