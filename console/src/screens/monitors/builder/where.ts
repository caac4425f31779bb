import type { Face } from '../../../api/face.ts';
import type { MonitorPlace } from '../../../api/face-monitors.ts';
import { nowhere } from '../../../api/face-remotes.ts';
import type { MonitorBody } from '../../../api/model.ts';
import { bodyOf, type MonitorForm } from '../form/form.ts';

/** Where a monitor tells: only in the console, through a callback that is there, or to a webhook that is to be made. */
export type Where =
  | { kind: 'here' }
  | { kind: 'callback'; id: string }
  | { kind: 'webhook'; name: string; target: string };

/** What is watched: the key of a vehicle, or the id of a fleet. */
export type Of = { vehicle: string } | { fleet: string };

const nowhereName = 'Roadwire console';
/** Three days, longer than anything is kept: nobody is asked twice. */
const retryDelay = 259_200;

/** Where a fleet's monitor tells, as it stands in its form. */
export function whereOf({ webhook }: MonitorForm): Where {
  if (!webhook || webhook.target === nowhere) return { kind: 'here' };
  return { kind: 'webhook', name: webhook.name, target: webhook.target };
}

/** The body with what a face needs in it: of a fleet, the webhook. */
export function bodyFor(form: MonitorForm, { of, where }: { of: Of; where: Where }): MonitorBody {
  if (!('fleet' in of)) return bodyOf(form);
  if (where.kind === 'webhook') {
    const { attributes } = form.webhook ?? {};
    const webhook = { name: where.name, target: where.target, ...(attributes ? { attributes } : {}) };
    return bodyOf({ ...form, webhook, kept: withoutOwnRetry(form) });
  }
  const subscribe = { ...form.kept.subscribe, retryPolicy: { policy: 'Always' as const, retryDelay } };
  return bodyOf({
    ...form,
    webhook: { name: nowhereName, target: nowhere },
    kept: { ...form.kept, subscribe },
  });
}

/** The policy of a webhook that leads nowhere does not stay with one that leads somewhere. */
function withoutOwnRetry({ kept, webhook }: MonitorForm): MonitorForm['kept'] {
  if (webhook?.target !== nowhere || !kept.subscribe) return kept;
  const { retryPolicy: _, ...subscribe } = kept.subscribe;
  return { ...kept, ...(Object.keys(subscribe).length > 0 ? { subscribe } : { subscribe: {} }) };
}

/** Where the monitor is made; a driver's callback is made first where it has to be. `secret`: of a new webhook. */
export async function placeFor(
  face: Face,
  of: Of,
  where: Where,
): Promise<{ place: MonitorPlace; secret?: string }> {
  if ('fleet' in of) return { place: of };
  if (where.kind === 'callback') return { place: { ...of, callback: where.id } };
  if (where.kind === 'here') return { place: { ...of, callback: await face.watchCallback() } };
  const { name, target } = where;
  const made = await face.createCallback({
    label: name,
    type: ['Monitor'],
    callback: { webhook: { name, target } },
  });
  return {
    place: { ...of, callback: made.callbackId },
    ...(made.secret === undefined ? {} : { secret: made.secret }),
  };
}

/** Where it is tried: nothing is made for that but, the first time, the console's own callback. */
export async function placeToTry(face: Face, of: Of, where: Where): Promise<MonitorPlace> {
  return (await placeFor(face, of, where.kind === 'webhook' ? { kind: 'here' } : where)).place;
}
