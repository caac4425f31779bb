import type { Body } from '../shared/write.ts';
import { faultsError } from './faults.ts';

/** The status that a body asks for; `Failed` is not for clients to set. Throws `ApiError`. */
export function statusFrom({ status }: Body): 'Running' | 'Paused' {
  if (status === 'Running' || status === 'Paused') return status;
  throw faultsError([{ path: 'status', value: status, expected: 'Running or Paused' }]);
}
