import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A name server on this machine. */
export type NameServer = {
  /** As resolvers are told of it. */
  address: string;
  /** Names that were asked for, each as often as it was. */
  asked: string[];
  stop(): Promise<void>;
};

/** Knows IPv4 addresses by names; `undefined`: never answers; what it does not know does not exist. */
export async function openNameServer(known: (name: string) => string[] | undefined): Promise<NameServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (question, { port, address }) => {
    const { name, type, end } = read(question);
    asked.push(name);
    const addresses = known(name);
    if (!addresses) return;
    const told = type === 1 ? addresses : [];
    socket.send(answer(question.subarray(0, end), told, addresses.length > 0), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    async stop() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

const headBytes = 12;

function read(question: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = headBytes;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: question.readUInt16BE(at + 1), end: at + 5 };
}

/** RFC 1035, 4.1: the question comes back, and each answer points to its name. */
function answer(question: Buffer, addresses: readonly string[], isThere: boolean): Buffer {
  const head = Buffer.from(question.subarray(0, headBytes));
  head.writeUInt16BE(isThere ? 0x8180 : 0x8183, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) =>
    Buffer.from([0xc0, headBytes, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]),
  );
  return Buffer.concat([head, question.subarray(headBytes), ...records]);
}
