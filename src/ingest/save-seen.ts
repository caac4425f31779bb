import { copyRows } from '../store/binary.ts';
import type { Save } from './batch.ts';

/** Notes the messages as seen. */
export const saveSeen: Save = {
  name: 'save seen',
  async run({ seen }, transaction) {
    if (seen.length === 0) return;
    const rows = copyRows(seen, 3, (to, { vehicleId, key, receivedAt }) => {
      to.int8Field(vehicleId);
      to.bigintField(key);
      to.timeField(receivedAt);
    });
    await transaction.copy('seen_messages (vehicle_id, key, received_at)', rows);
  },
};
