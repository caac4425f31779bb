import type { Adapter } from '../adapter.ts';
import { decode } from './decode.ts';

/** Vehicle link, generation 1: one flat record a minute in keys and units of its own. */
export const vehicleLink1: Adapter = { name: 'vehicle-link-1', channel: 'record', decode };
