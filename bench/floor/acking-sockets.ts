import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { answerParent } from '../child-process.ts';

/** Acknowledges every PUBLISH unread and at once: what the load generator reaches here is its own ceiling. */
async function startAckingSockets(): Promise<{ port: number }> {
  const server = createServer(acknowledge).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port };
}

function acknowledge(socket: Socket): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const answers: number[] = [];
    let at = 0;
    for (let next = endOfPacket(bytes, at); next <= bytes.length; next = endOfPacket(bytes, at)) {
      answers.push(...answerTo(bytes, at));
      at = next;
    }
    rest = bytes.subarray(at);
    if (answers.length > 0) socket.write(Buffer.from(answers));
  });
  socket.on('error', () => socket.destroy());
}

/** Where the packet at `start` ends; Infinity when its header is not there yet. Lengths of at most two bytes. */
function endOfPacket(bytes: Buffer, start: number): number {
  if (start + 3 > bytes.length)
    return start + 2 === bytes.length && bytes[start + 1] === 0 ? start + 2 : Infinity;
  const low = bytes[start + 1]!;
  return low < 128 ? start + 2 + low : start + 3 + (low & 127) + bytes[start + 2]! * 128;
}

function answerTo(bytes: Buffer, start: number): number[] {
  const type = bytes[start]! >> 4;
  if (type === 1) return [0x20, 2, 0, 0];
  if (type !== 3) return [];
  const topicAt = start + (bytes[start + 1]! < 128 ? 2 : 3);
  const idAt = topicAt + 2 + bytes.readUInt16BE(topicAt);
  return [0x40, 2, bytes[idAt]!, bytes[idAt + 1]!];
}

answerParent(startAckingSockets);
