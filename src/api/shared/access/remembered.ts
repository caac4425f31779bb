import type { FastifyReply } from 'fastify';
import type { VehicleState } from '../../../model/vehicle-state.ts';
import type { SeenVehicle } from '../ask.ts';

type Serialize = (body: unknown) => string;

/**
 * Keeps the texts of one operation. States never change in place, so a text is made once for each state and
 * each set of what may be seen and each variant of the answer, and forgotten with the state.
 */
export function createRemembered(mediaType: string) {
  const texts = new WeakMap<VehicleState, Map<string, string>>();
  return async (
    reply: FastifyReply,
    { state, publicId, visibility }: SeenVehicle,
    { make, variant }: { make(): Promise<object>; variant: string },
  ): Promise<string> => {
    const key = `${publicId} ${visibility.key} ${variant}`;
    const known = state && texts.get(state)?.get(key);
    if (known !== undefined) return known;
    const serialize = reply.getSerializationFunction('200', mediaType) as Serialize;
    const text = serialize(await make());
    if (state) texts.set(state, (texts.get(state) ?? new Map<string, string>()).set(key, text));
    return text;
  };
}
