import fc from 'fast-check';
import { expect, it } from 'vitest';
import { publishPacket } from '../load/mqtt-packets.ts';
import { createPacketReader } from './packet-reader.ts';

it('finds the packets again, however they were cut into pieces', () => {
  const payloads = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 });
  fc.assert(
    fc.property(payloads, fc.infiniteStream(fc.integer({ min: 1, max: 200 })), (sent, sizes) => {
      const packets = sent.map((payload) => publishPacket('t', Buffer.from(payload)).bytes);
      const taken: { type: number; payload: Buffer }[] = [];
      const read = createPacketReader(({ type, body }) => taken.push({ type, payload: body.subarray(5) }));
      for (let rest = Buffer.concat(packets); rest.length > 0; ) {
        const size = sizes.next().value;
        read(rest.subarray(0, size));
        rest = rest.subarray(size);
      }
      expect(taken).toEqual(sent.map((payload) => ({ type: 3, payload: Buffer.from(payload) })));
    }),
  );
});
