import { createDateTimes } from '../../lib/date-times.ts';
import { type Command, type CommandResult, type FailureCause, failureCauses } from '../../model/remote.ts';
import { isObject, type JsonObject, tryJson } from '../read-json.ts';

const dateTime = createDateTimes();

/** A command of generation 2 (docs/vehicle-link.md, section 6): the body as in the Web API, under its own key. */
export function encodeCommand({ id, type, body, expiresAt }: Command): Buffer {
  return Buffer.from(JSON.stringify({ id, type, ...body, expiresAt: dateTime(expiresAt) }));
}

const causes: ReadonlySet<unknown> = new Set(failureCauses);

/** The answer to a command. Fields beside those that belong to its status are left out. */
export function readResult(payload: Buffer): CommandResult | undefined {
  const answer = tryJson(payload);
  if (!isObject(answer)) return undefined;
  if (answer.status === 'Success') return { status: 'Success', ...feedbackOf(answer) };
  if (answer.status === 'AlreadyDone') return { status: 'AlreadyDone' };
  const { failureCause } = answer;
  if (answer.status !== 'Failed' || !causes.has(failureCause)) return undefined;
  return { status: 'Failed', failureCause: failureCause as FailureCause };
}

function feedbackOf({
  feedbackDetail,
}: JsonObject): Pick<CommandResult & { status: 'Success' }, 'feedbackDetail'> {
  const isKnown = feedbackDetail === 'NoCIDBlacklisted' || feedbackDetail === 'CIDBlacklisted';
  return isKnown ? { feedbackDetail } : {};
}
