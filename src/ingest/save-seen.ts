import { bigintArray, copyRows, int8Array } from '../store/binary.ts';
import { fewRows } from '../store/writer.ts';
import type { Save } from './batch.ts';

/** Notes the messages as seen. */
export const saveSeen: Save = {
  name: 'save seen',
  async run({ seen }, transaction) {
    if (seen.length === 0) return;
    if (seen.length <= fewRows) {
      await transaction.query(insertText, [
        int8Array(seen.map(({ vehicleId }) => vehicleId)),
        bigintArray(seen.map(({ key }) => key)),
        int8Array(seen.map(({ receivedAt }) => receivedAt)),
      ]);
      return;
    }
    const rows = copyRows(seen, 3, (to, { vehicleId, key, receivedAt }) => {
      to.int8Field(vehicleId);
      to.bigintField(key);
      to.timeField(receivedAt);
    });
    await transaction.copy('seen_messages (vehicle_id, key, received_at)', rows);
  },
};

const insertText = `insert into seen_messages (vehicle_id, key, received_at)
  select vehicle_id, key, to_timestamp(received_at::float8 / 1000)
    from unnest($1::bigint[], $2::bigint[], $3::bigint[]) r (vehicle_id, key, received_at)`;
