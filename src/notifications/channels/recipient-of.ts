import type { DeliveryTarget } from '../../store/notifications/deliveries.ts';
import type { Recipient } from '../messages/recipient.ts';

/** Who is told, in the words of the contract that the callback was made with. */
export function recipientOf({ kind, publicId, label, subscribe }: DeliveryTarget): Recipient {
  return {
    face: kind === 'user' ? 'b2c' : 'b2b',
    callbackId: publicId,
    callbackLabel: label,
    channels: subscribe.callback,
  };
}
