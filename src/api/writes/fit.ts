import type { MonitorParameter, Subscribe } from '../../model/monitor.ts';
import { ApiError } from '../shared/errors.ts';

/** Throws `ApiError` unless a monitor can use a callback: it has to be for monitors, and of the kind whose attributes they add to. */
export function requireFit(subscribe: Subscribe, { subscribeParam }: MonitorParameter): void {
  const { type, callback } = subscribe;
  if (type && !type.includes('Monitor'))
    throw new ApiError('wrongCallback', `type: ${type.join(', ')}, expected Monitor among them`);
  const [kind] = Object.keys(callback);
  const own = Object.keys(subscribeParam?.callbackAttributes ?? {});
  const other = own.find((name) => name !== kind);
  if (other === undefined) return;
  const path = `subscribeParam.callbackAttributes.${other}`;
  throw new ApiError('wrongCallback', `${path}: the callback is of another kind, expected ${kind}`);
}
