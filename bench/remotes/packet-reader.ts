/** A packet of MQTT: its type, and what follows its fixed header. */
export type Packet = { type: number; body: Buffer };

/** Takes what comes over a socket in pieces, gives whole packets. */
export function createPacketReader(take: (packet: Packet) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    for (let size = sizeOf(rest); size && rest.length >= size.whole; size = sizeOf(rest)) {
      const { header, whole } = size;
      const packet = { type: rest[0]! >> 4, body: rest.subarray(header, whole) };
      rest = rest.subarray(whole);
      take(packet);
    }
  };
}

/** How long the first packet is, with its header and without; undefined where that is not known yet. */
function sizeOf(bytes: Buffer): { header: number; whole: number } | undefined {
  let length = 0;
  for (let place = 1; place < Math.min(bytes.length, 5); place += 1) {
    length += (bytes[place]! & 127) << (7 * (place - 1));
    if (bytes[place]! < 128) return { header: place + 1, whole: place + 1 + length };
  }
  return undefined;
}
