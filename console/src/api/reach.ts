import { ProblemError } from './problem.ts';

/** `fetch`, whose failure to reach the server is a `ProblemError` of status 0. */
export async function reach(address: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ProblemError(0, { message: 'the server does not answer' }, { cause: error });
  }
}
