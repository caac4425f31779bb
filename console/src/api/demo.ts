import { errorOf } from './ask.ts';
import { ProblemError } from './problem.ts';
import { serverRoot } from './server-root.ts';

/** What can be made to happen to the simulated vehicles of the demo. */
export type Happenings = {
  /** Each kind with its parameters and their choices, the first of which is taken where none is given. */
  kinds: { kind: string; parameters: Record<string, string[]> }[];
  /** Where vehicles can be sent. */
  places: { name: string; longitude: number; latitude: number }[];
  /** VINs of the simulated vehicles. */
  vehicles: string[];
};

export type Happening = { kind: string } & Record<string, unknown>;

const root = `${serverRoot}/demo/v1`;

export const readHappenings = (signal?: AbortSignal) =>
  ask<Happenings>('/happenings', { signal: signal ?? null });

/** Makes something happen. What cannot happen now is a `ProblemError` 409 that says why, to be read after the vehicle's name. */
export const makeHappen = (vin: string, happening: Happening) =>
  ask<{ accepted: boolean }>(`/vehicles/${encodeURIComponent(vin)}/happenings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(happening),
  });

/** The address of a happening, for curl. */
export const happeningAddress = (vin: string) =>
  new URL(`${root}/vehicles/${encodeURIComponent(vin)}/happenings`, location.origin).href;

async function ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(`${root}${path}`, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new ProblemError(0, { message: 'the server does not answer' }, { cause: error });
  });
  if (!response.ok) throw new ProblemError(response.status, await errorOf(response));
  return (await response.json()) as Answer;
}
