import type { Adapter } from '../adapter.ts';
import { decode } from './decode.ts';
import { encodeCommand, readResult } from './encode.ts';

/** Vehicle link, generation 2: changed groups in the words of the Web API. */
export const vehicleLink2: Adapter = {
  name: 'vehicle-link-2',
  channel: 'reports',
  decode,
  commands: { channel: 'commands', encode: encodeCommand, readResult },
};
