import type { Credentials } from './load-config.ts';

/** First two bytes of the only packets that a broker sends us; both are four bytes long. */
export const packetHeads = { connack: 0x2002, puback: 0x4002 };

/** CONNECT of MQTT 3.1.1: clean session, no keep-alive, user name and password. */
export function connectPacket(clientId: string, { username, password }: Credentials): Buffer {
  const variableHeader = Buffer.concat([field('MQTT'), Buffer.from([4, 0b1100_0010, 0, 0])]);
  return packet(0x10, [variableHeader, field(clientId), field(username), field(password)]);
}

/** PUBLISH with QoS 1, and where in it the packet id and the payload are. */
export function publishPacket(topic: string, payload: Buffer): PublishPacket {
  const bytes = packet(0x32, [field(topic), Buffer.alloc(2), payload]);
  const payloadAt = bytes.length - payload.length;
  return { bytes, packetIdAt: payloadAt - 2, payloadAt };
}

/** SUBSCRIBE to one topic with QoS 1. */
export function subscribePacket(id: number, topic: string): Buffer {
  return packet(0x82, [Buffer.from([id >> 8, id & 255]), field(topic), Buffer.from([1])]);
}

export function pubackPacket(id: number): Buffer {
  return Buffer.from([0x40, 2, id >> 8, id & 255]);
}

export type PublishPacket = { bytes: Buffer; packetIdAt: number; payloadAt: number };

export const disconnectPacket = Buffer.from([0xe0, 0]);

function packet(type: number, parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([type, ...remainingLength(body.length)]), body]);
}

function remainingLength(length: number): number[] {
  const bytes: number[] = [];
  for (let rest = length; ; rest >>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
}

/** A string with its length before it. */
function field(value: string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
