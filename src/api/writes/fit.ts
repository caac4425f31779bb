import type { CallbackAttributes, MonitorParameter, Subscribe } from '../../model/monitor.ts';
import type { RemoteRequest } from '../../model/remote.ts';
import { ApiError } from '../shared/errors.ts';

/** Throws `ApiError` unless a monitor can use a callback: it has to be for monitors, and of the kind whose attributes they add to. */
export function requireFit(subscribe: Subscribe, { subscribeParam }: MonitorParameter): void {
  requireType(subscribe, 'Monitor');
  requireKind(subscribe, subscribeParam?.callbackAttributes, 'subscribeParam.callbackAttributes');
}

/** The same of a remote action; the callback of a fleet has to be for actions of its type. */
export function requireRemoteFit(subscribe: Subscribe, { type, callbackAttributes }: RemoteRequest): void {
  requireType(subscribe, 'Remote');
  const { remoteTypes } = subscribe;
  if (remoteTypes && !remoteTypes.includes(type))
    throw new ApiError(
      'wrongCallback',
      `remoteTypes: ${remoteTypes.join(', ')}, expected ${type} among them`,
    );
  requireKind(subscribe, callbackAttributes, 'callbackAttributes');
}

function requireType({ type }: Subscribe, wanted: 'Monitor' | 'Remote'): void {
  if (type && !type.includes(wanted))
    throw new ApiError('wrongCallback', `type: ${type.join(', ')}, expected ${wanted} among them`);
}

function requireKind({ callback }: Subscribe, own: CallbackAttributes = {}, path: string): void {
  const [kind] = Object.keys(callback);
  const other = Object.keys(own).find((name) => name !== kind);
  if (other === undefined) return;
  throw new ApiError('wrongCallback', `${path}.${other}: the callback is of another kind, expected ${kind}`);
}
