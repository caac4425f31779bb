import { connect, type Socket } from 'node:net';
import type { Credentials } from './load-config.ts';
import type { Meter } from './meter.ts';
import {
  connectPacket,
  disconnectPacket,
  type PublishPacket,
  packetHeads,
  publishPacket,
} from './mqtt-packets.ts';
import { newPayload, stampReport } from './report-template.ts';

const ringSize = 1024;
const batchMax = 64;

/** All sockets read into this one: what is in it has been dealt with before the next read. */
const readBuffer = Buffer.allocUnsafe(65_536);
let scratch: Buffer = Buffer.allocUnsafe(batchMax * 1024);

type Options = {
  host: string;
  port: number;
  vehicle: Credentials;
  name: string;
  start: number;
  meter: Meter;
};

/** One vehicle on a bare socket: publishes patched copies of one packet, counts its acknowledgements. */
export class VehicleConnection {
  outstanding = 0;
  /** Called after a read that brought acknowledgements. */
  onAcks: (connection: VehicleConnection) => void = () => undefined;
  onFailure: (error: Error) => void = () => undefined;
  readonly #options: Options;
  readonly #packet: PublishPacket;
  /** When the message of each packet id was due; 0 where the id is free. */
  readonly #due = new Float64Array(ringSize);
  #socket: Socket | undefined;
  #onConnack: (code: number) => void = () => undefined;
  #nextId = 0;
  #lastAt = 0;
  #word = 0;
  #bytesOfWord = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#packet = publishPacket(
      `vehicles/${options.vehicle.vin}/reports`,
      newPayload(options.name, options.start),
    );
  }

  /** Resolves when the broker let the vehicle in. */
  open(): Promise<void> {
    const { host, port, vehicle, name } = this.#options;
    return new Promise((resolve, reject) => {
      this.onFailure = reject;
      this.#onConnack = (code) =>
        code === 0 ? resolve() : reject(new Error(`${vehicle.vin} was refused with CONNACK code ${code}`));
      const onread = {
        buffer: readBuffer,
        callback: (count: number, bytes: Uint8Array) => this.#read(count, bytes),
      };
      this.#socket = connect({ host, port, noDelay: true, onread });
      this.#socket.on('error', (error) => this.onFailure(error));
      this.#socket.on('close', () => this.onFailure(new Error(`the server let ${vehicle.vin} go`)));
      this.#socket.write(connectPacket(name, vehicle));
    });
  }

  /** Sends up to `count` reports that are due at `due`; gives how many found a free packet id. */
  send(count: number, due: number): number {
    let sent = 0;
    while (sent < count && this.#isNextIdFree()) {
      const batch = Math.min(count - sent, batchMax);
      const filled = this.#fill(batch, due);
      this.#write(filled);
      sent += filled;
    }
    return sent;
  }

  /** Ends the connection; what is still unacknowledged is given up. */
  close(now: number): void {
    this.onFailure = () => undefined;
    for (const due of this.#due) if (due !== 0) this.#options.meter.giveUp(due, now);
    this.#socket?.end(disconnectPacket);
    this.#socket?.destroySoon();
  }

  #isNextIdFree(): boolean {
    return this.#due[this.#nextId] === 0;
  }

  /** Fills the scratch buffer with reports; gives how many. */
  #fill(count: number, due: number): number {
    const { bytes, packetIdAt, payloadAt } = this.#packet;
    let filled = 0;
    for (; filled < count && this.#isNextIdFree(); filled += 1) {
      this.#due[this.#nextId] = due;
      bytes.writeUInt16BE(this.#nextId + 1, packetIdAt);
      this.#nextId = (this.#nextId + 1) % ringSize;
      this.#lastAt = Math.max(this.#lastAt + 1, Date.now());
      stampReport(bytes, payloadAt, this.#lastAt);
      scratch.set(bytes, filled * bytes.length);
    }
    return filled;
  }

  #write(count: number): void {
    const socket = this.#socket!;
    socket.write(scratch.subarray(0, count * this.#packet.bytes.length));
    if (socket.writableLength > 0) scratch = Buffer.allocUnsafe(scratch.length); // the kernel did not take it all yet
    this.outstanding += count;
    this.#options.meter.sent += count;
  }

  #read(count: number, bytes: Uint8Array): boolean {
    const now = performance.now();
    const before = this.outstanding;
    for (let index = 0; index < count; index += 1) {
      this.#word = ((this.#word << 8) | bytes[index]!) >>> 0;
      this.#bytesOfWord += 1;
      if (this.#bytesOfWord === 4) this.#take(this.#word, now);
    }
    if (this.outstanding < before) this.onAcks(this);
    return true;
  }

  #take(word: number, now: number): void {
    this.#bytesOfWord = 0;
    const head = word >>> 16;
    if (head === packetHeads.puback) this.#takeAck((word & 0xffff) - 1, now);
    else if (head === packetHeads.connack) this.#onConnack(word & 0xff);
    else this.onFailure(new Error(`unexpected bytes from the broker: ${word.toString(16)}`));
  }

  #takeAck(id: number, now: number): void {
    const due = this.#due[id] ?? 0;
    if (due === 0) {
      this.onFailure(new Error(`PUBACK of ${id + 1}, which is not under way`));
      return;
    }
    this.#due[id] = 0;
    this.outstanding -= 1;
    this.#options.meter.ack(due, now);
  }
}
