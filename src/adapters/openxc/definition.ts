import type { Adapter } from '../adapter.ts';
import { decode } from './decode.ts';
import { join } from './join.ts';

/** Recordings of the OpenXC vehicle interface, uploaded in batches (docs/vehicle-link.md, section 5). */
export const openXc: Adapter = { name: 'openxc', channel: 'openxc', decode, join };
