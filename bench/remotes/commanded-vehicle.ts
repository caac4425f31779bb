import { connect, type Socket } from 'node:net';
import type { Credentials } from '../load/load-config.ts';
import {
  connectPacket,
  disconnectPacket,
  pubackPacket,
  publishPacket,
  subscribePacket,
} from '../load/mqtt-packets.ts';
import { createPacketReader, type Packet } from './packet-reader.ts';

const types = { connack: 2, publish: 3, puback: 4, suback: 9 };
/** It stands, and somebody who drives it is not in the way. */
function parkedPacket(vin: string): Buffer {
  const at = new Date();
  const energy = { type: 'Electric', level: 71.5, autonomy: 214 };
  const report = { id: `p${at.getTime()}`, at, ignition: { type: 'Stop' }, energies: [energy] };
  const payload = Buffer.from(JSON.stringify(report));
  const { bytes, packetIdAt } = publishPacket(`vehicles/${vin}/reports`, payload);
  bytes.writeUInt16BE(1, packetIdAt);
  return bytes;
}

const succeeded = Buffer.from('{"status":"Success"}');

type Options = { host: string; port: number; vehicle: Credentials; onFailure: (error: Error) => void };

/**
 * A vehicle on a bare socket that does every command at once. Resolves when it listens for commands, and what it
 * reported is kept.
 */
export function connectCommanded({ host, port, vehicle, onFailure }: Options): Promise<{ close(): void }> {
  const { vin } = vehicle;
  const socket = connect({ host, port, noDelay: true });
  let isClosing = false;
  let nextId = 1;

  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      reject(error);
      if (!isClosing) onFailure(error);
    };
    const takes: Record<number, (body: Buffer) => void> = {
      [types.connack](body) {
        if (body[1] === 0) socket.write(subscribePacket(1, `vehicles/${vin}/commands`));
        else fail(new Error(`${vin} was refused with CONNACK code ${body[1]}`));
      },
      [types.suback]: () => socket.write(parkedPacket(vin)),
      [types.puback]: () => resolve({ close }),
      [types.publish](body) {
        nextId = (nextId % 65_535) + 1;
        answer(socket, { vin, body, nextId });
      },
    };
    const take = ({ type, body }: Packet) => takes[type]?.(body);
    const close = () => {
      isClosing = true;
      socket.end(disconnectPacket);
      socket.destroySoon();
    };
    socket.on('data', createPacketReader(take));
    socket.on('error', fail);
    socket.on('close', () => fail(new Error(`the server let ${vin} go`)));
    socket.write(connectPacket(vin, vehicle));
  });
}

/** Takes a PUBLISH with QoS 1, and says that its command is done. */
function answer(socket: Socket, { vin, body, nextId }: { vin: string; body: Buffer; nextId: number }): void {
  const topicLength = body.readUInt16BE(0);
  const packetId = body.readUInt16BE(2 + topicLength);
  const { id } = JSON.parse(body.subarray(4 + topicLength).toString()) as { id: string };
  const { bytes, packetIdAt } = publishPacket(`vehicles/${vin}/commands/${id}/result`, succeeded);
  bytes.writeUInt16BE(nextId, packetIdAt);
  socket.write(Buffer.concat([pubackPacket(packetId), bytes]));
}
