/** What an answer of the API that is no success says. */
export type ApiError = { code?: number; message?: string; uuid?: string; timestamp?: string };

/** "Name or password is wrong" (docs/errors.md). */
const badSignIn = 40110;

/** An answer that is no success, or none at all (`status` 0). */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly status: number;
  readonly code: number | undefined;

  constructor(status: number, { code, message }: ApiError = {}, options?: ErrorOptions) {
    super(message ?? `HTTP ${status}`, options);
    this.status = status;
    this.code = code;
  }

  /** Who asks may not see it, or is not signed in any more. */
  get isForbidden(): boolean {
    return this.status === 401 || this.status === 403;
  }

  /** Who asks is not signed in any more; a password that was typed wrong tells nothing of that. */
  get isSignedOut(): boolean {
    return this.status === 401 && this.code !== badSignIn;
  }

  /** There is nothing to show: it was never told, or it is hidden. */
  get isNothing(): boolean {
    return this.status === 404;
  }

  /** The server did not answer, or what stands before it said so. */
  get isAway(): boolean {
    return this.status === 0 || (this.status >= 502 && this.status <= 504);
  }

  /** Asking again may help. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The problem that something thrown is. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError(
    0,
    { message: error instanceof Error ? error.message : String(error) },
    { cause: error },
  );
}
