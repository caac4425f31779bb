import type { Arrival } from './arrival.ts';

/** One line of JSON; `body` is what was sent, as JSON where it is. */
export function lineOf({ at, body, ...arrival }: Arrival): string {
  return JSON.stringify({ at: new Date(at).toISOString(), ...arrival, body: parsed(body) ?? body });
}

/** A block for people. What came is not trusted: it cannot steer the terminal. */
export function blockOf({ at, method, path, id, attempt, signature, code, headers, body }: Arrival): string {
  const time = new Date(at).toISOString();
  const answered = code === undefined ? '' : `   answered ${code}`;
  const content = parsed(body);
  return [
    `── ${time}  ${method} ${path}`,
    `   id ${id}   attempt ${attempt}   signature ${signature}${answered}`,
    ...Object.entries(headers).map(([name, value]) => `   ${name}: ${value}`),
    content === undefined ? body : JSON.stringify(content, undefined, 2),
  ]
    .map(harmless)
    .join('\n');
}

type RemoteMessage = {
  remoteEvent?: {
    remoteActionId?: string;
    remoteType?: string;
    eventStatus?: { type?: string; status?: string; failureCause?: string; feedbackDetail?: string };
  };
};

/** One line for a step of a user's remote action, a block for anything else. */
export function briefOf(arrival: Arrival): string {
  const { remoteEvent } = (parsed(arrival.body) ?? {}) as RemoteMessage;
  if (!remoteEvent) return blockOf(arrival);
  const { remoteActionId, remoteType, eventStatus = {} } = remoteEvent;
  const { type, status, failureCause, feedbackDetail } = eventStatus;
  const time = new Date(arrival.at).toISOString();
  const step = [remoteType, type, status, failureCause, feedbackDetail].filter(Boolean).join(' ');
  return harmless(`── ${time}  ${step}   signature ${arrival.signature}   ${remoteActionId}`);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Control characters as their codes, but for line breaks. */
function harmless(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
