import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connectPacket, publishPacket } from '../../../bench/load/mqtt-packets.ts';
import type { Vehicle } from './ledger.ts';

/** The server ended the connection, or it broke. */
export class ConnectionEndedError extends Error {
  override name = 'ConnectionEndedError';
}

const idsMax = 60_000;
const answers = { connack: 2, puback: 4, suback: 9 };

type Waiting = { resolve(code: number): void; reject(error: Error): void };

/** A vehicle on a bare socket: whatever bytes a test wants, and what is answered to each packet. */
export class RawVehicle {
  readonly socket: Socket;
  /** Resolves when the connection is over, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #vehicle: Pick<Vehicle, 'vin' | 'username' | 'secret'>;
  readonly #waiting = new Map<string, Waiting>();
  #unread: Buffer = Buffer.alloc(0);
  #lastId = 0;

  constructor(port: number, vehicle: Pick<Vehicle, 'vin' | 'username' | 'secret'>) {
    this.#vehicle = vehicle;
    this.socket = connect({ host: '127.0.0.1', port, noDelay: true });
    this.socket.on('data', (bytes) => this.#read(bytes));
    // Resets are part of these tests; 'close' follows and tells whoever waits.
    this.socket.on('error', (error) => this.#failAll(error));
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve()));
    this.socket.once('close', () => this.#failAll());
  }

  /** Sends CONNECT; gives the code of the CONNACK. */
  async open(clientId = 'fault'): Promise<number> {
    if (this.socket.connecting) await once(this.socket, 'connect');
    const { vin, username, secret } = this.#vehicle;
    const answer = this.#answer('connack');
    this.socket.write(connectPacket(clientId, { vin, username, password: secret }));
    return answer;
  }

  /** Sends PUBLISH with QoS 1 on a channel of the vehicle's own; resolves at its PUBACK. */
  async publish(channel: string, payload: string | Buffer): Promise<void> {
    await this.publishTo(`vehicles/${this.#vehicle.vin}/${channel}`, payload);
  }

  async publishTo(topic: string, payload: string | Buffer): Promise<void> {
    const id = this.#nextId();
    const answer = this.#answer(`puback ${id}`);
    const { bytes, packetIdAt } = publishPacket(topic, Buffer.from(payload));
    bytes.writeUInt16BE(id, packetIdAt);
    this.socket.write(bytes);
    await answer;
  }

  /** Sends SUBSCRIBE; gives the code of the SUBACK: 0x80 is a refusal. */
  async subscribe(filter: string): Promise<number> {
    const id = this.#nextId();
    const answer = this.#answer(`suback ${id}`);
    const topic = Buffer.from(filter);
    const head = Buffer.from([
      0x82,
      topic.length + 5,
      id >> 8,
      id & 255,
      topic.length >> 8,
      topic.length & 255,
    ]);
    this.socket.write(Buffer.concat([head, topic, Buffer.from([1])]));
    return answer;
  }

  close(): void {
    this.socket.destroy();
  }

  #nextId(): number {
    this.#lastId = (this.#lastId % idsMax) + 1;
    return this.#lastId;
  }

  #answer(key: string): Promise<number> {
    if (this.socket.destroyed) return Promise.reject(new ConnectionEndedError('the connection is over'));
    return new Promise((resolve, reject) => this.#waiting.set(key, { resolve, reject }));
  }

  #failAll(cause?: Error): void {
    for (const { reject } of this.#waiting.values())
      reject(new ConnectionEndedError('the connection ended', { cause }));
    this.#waiting.clear();
  }

  /** Every packet that the gateway sends these vehicles is shorter than 128 bytes. */
  #read(bytes: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    while (this.#unread.length >= 2 && this.#unread.length >= 2 + this.#unread[1]!) {
      const end = 2 + this.#unread[1]!;
      this.#take(this.#unread.subarray(0, end));
      this.#unread = this.#unread.subarray(end);
    }
  }

  #take(packet: Buffer): void {
    const type = packet[0]! >> 4;
    if (type === answers.connack) this.#settle('connack', packet[3]!);
    else if (type === answers.puback) this.#settle(`puback ${packet.readUInt16BE(2)}`, 0);
    else if (type === answers.suback) this.#settle(`suback ${packet.readUInt16BE(2)}`, packet[4]!);
  }

  #settle(key: string, code: number): void {
    this.#waiting.get(key)?.resolve(code);
    this.#waiting.delete(key);
  }
}

/** A vehicle that was let in. */
export async function openVehicle(port: number, vehicle: Vehicle, clientId?: string): Promise<RawVehicle> {
  const opened = new RawVehicle(port, vehicle);
  const code = await opened.open(clientId);
  if (code !== 0) throw new Error(`refused with CONNACK code ${code}`);
  return opened;
}
