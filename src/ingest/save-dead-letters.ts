import { copyRows } from '../store/binary.ts';
import type { Save } from './batch.ts';

/** Keeps what could not be read. How many are kept in all is seen to by the upkeep. */
export const saveDeadLetters: Save = {
  name: 'save dead letters',
  async run({ deadLetters }, transaction) {
    if (deadLetters.length === 0) return;
    const rows = copyRows(deadLetters, 5, (to, letter) => {
      to.int8Field(letter.vehicleId);
      to.textField(letter.channel);
      to.timeField(letter.receivedAt);
      to.textField(letter.reason);
      to.bytesField(letter.payload);
    });
    await transaction.copy('dead_letters (vehicle_id, channel, received_at, reason, payload)', rows);
  },
};
