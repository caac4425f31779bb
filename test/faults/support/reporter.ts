import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Vehicle } from './ledger.ts';
import { ConnectionEndedError, RawVehicle } from './raw-vehicle.ts';

const lanes = 8;
const reconnectAfterMs = 50;

/** The report with a number, always the same bytes. */
export function numberedReport(number: number, startedAt: number): string {
  const at = new Date(startedAt + number).toISOString();
  return JSON.stringify({ id: String(number), at, odometer: { mileage: number } });
}

/**
 * A vehicle that sends numbered reports without end, several at once. It remembers which were acknowledged,
 * connects again when the line breaks, and then sends again what was not acknowledged, and only that.
 */
export class Reporter {
  readonly vehicle: Vehicle;
  readonly acknowledged = new Set<number>();
  /** The highest number that was ever sent. */
  last = 0;
  readonly #port: () => number;
  readonly #startedAt = Date.now() - 3_600_000;
  readonly #running: Promise<void>;
  readonly #unacknowledged = new Set<number>();
  #toSendAgain: number[] = [];
  readonly #finishing = new AbortController();
  readonly #stopping = new AbortController();

  /** `port` is asked at each connection: a restarted server has another. */
  constructor(vehicle: Vehicle, port: () => number) {
    this.vehicle = vehicle;
    this.#port = port;
    this.#running = this.#run();
  }

  /** Sends nothing new; resolves when all that was ever sent is acknowledged. */
  async finish(): Promise<void> {
    this.#finishing.abort();
    await this.#running;
  }

  /** Gives up, whatever is unacknowledged. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** All numbers that were sent, in order. */
  get sent(): number[] {
    return Array.from({ length: this.last }, (_, index) => index + 1);
  }

  async #run(): Promise<void> {
    while (!this.#isOver()) {
      const connection = new RawVehicle(this.#port(), this.vehicle);
      try {
        if ((await connection.open()) === 0) await this.#sendAll(connection);
      } catch (error) {
        if (!(error instanceof ConnectionEndedError) && !isNetworkError(error)) throw error;
      } finally {
        connection.close();
      }
      if (!this.#isOver()) await delay(reconnectAfterMs);
    }
  }

  #isOver(): boolean {
    if (this.#stopping.signal.aborted) return true;
    return this.#finishing.signal.aborted && this.#unacknowledged.size === 0;
  }

  async #sendAll(connection: RawVehicle): Promise<void> {
    this.#toSendAgain = [...this.#unacknowledged];
    const ends = Array.from({ length: lanes }, () => this.#send(connection));
    await Promise.race([Promise.all(ends), this.#untilStopped(connection)]);
    // The others fail with it.
    await Promise.allSettled(ends);
  }

  async #untilStopped(connection: RawVehicle): Promise<void> {
    const { socket } = connection;
    const { signal } = this.#stopping;
    // Ends with the line, with an error of it, or when told to stop.
    if (!socket.destroyed) await once(socket, 'close', { signal }).catch(() => undefined);
    connection.close();
  }

  async #send(connection: RawVehicle): Promise<void> {
    for (let number = this.#next(); number !== undefined; number = this.#next()) {
      this.#unacknowledged.add(number);
      await connection.publish('reports', numberedReport(number, this.#startedAt));
      this.acknowledged.add(number);
      this.#unacknowledged.delete(number);
    }
  }

  #next(): number | undefined {
    if (this.#stopping.signal.aborted) return undefined;
    const again = this.#toSendAgain.pop();
    if (again !== undefined || this.#finishing.signal.aborted) return again;
    this.last += 1;
    return this.last;
  }
}

function isNetworkError(error: unknown): boolean {
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');
}
