/**
 * Headers of every page. Nothing runs in it, nobody may frame it, nothing is kept. Browsers hold the answer to a form
 * to `form-action` as well, through every redirect: `formsMayEndAt` is the application that the user came from.
 */
export function securityHeaders(options: {
  isHttps: boolean;
  formsMayEndAt?: string;
}): Record<string, string> {
  const ends = options.formsMayEndAt ? ` ${options.formsMayEndAt}` : '';
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `form-action 'self'${ends}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(options.isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
