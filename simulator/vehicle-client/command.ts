import type { CommandBody } from './body.ts';

/** A command as it comes in, whatever the generation (docs/vehicle-link.md, section 6). */
export type Command = {
  id: string;
  /** The Web API's word: `Doors`, `Horn`… */
  type: string;
  /** The one body there is, under its key: `{ door: { state: 'Locked' } }`. */
  body: CommandBody;
  /** Not to be done after it; epoch milliseconds. */
  expiresAt: number;
};

/** What is answered. `failureCause`: one of the document's. */
export type Answer =
  | { status: 'Success'; feedbackDetail?: 'NoCIDBlacklisted' | 'CIDBlacklisted' }
  | { status: 'AlreadyDone' }
  | { status: 'Failed'; failureCause: string };

/** How vehicles of a generation are told what to do. Pure. */
export type Language = {
  /** Last part of the topic that commands come on. */
  channel: string;
  /** Undefined for what is no command: there is nothing to answer to. */
  read(payload: Uint8Array): Command | undefined;
  write(answer: Answer): string;
};

type Json = Record<string, unknown>;

export function jsonOf(payload: Uint8Array): Json | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value);
