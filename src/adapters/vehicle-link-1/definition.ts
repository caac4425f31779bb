import type { Adapter } from '../adapter.ts';
import { decode } from './decode.ts';
import { encodeCommand, readResult } from './encode.ts';

/** Vehicle link, generation 1: one flat record a minute in keys and units of its own. */
export const vehicleLink1: Adapter = {
  name: 'vehicle-link-1',
  channel: 'record',
  decode,
  commands: { channel: 'order', encode: encodeCommand, readResult },
};
