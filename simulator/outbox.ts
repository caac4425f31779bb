import type { Outgoing } from './generations/encoder.ts';

/** A message in the outbox; the same object, and so the same bytes, each time it is sent. */
export type Letter = Outgoing & { readonly number: number };

export type Tally = {
  /** Put on the wire, each counted once however often it was sent. */
  sent: number;
  acknowledged: number;
  /** Not yet acknowledged. */
  waiting: number;
  /** Given up because the outbox was full. */
  dropped: number;
};

/** At most so many messages are on the wire without their acknowledgement. */
const onTheWireMax = 20;

/** What one vehicle has yet to get acknowledged, oldest first. The oldest is dropped when it is full. */
export class Outbox {
  readonly #capacity: number;
  #waiting: Letter[] = [];
  readonly #onTheWire = new Set<Letter>();
  #added = 0;
  #highestSent = -1;
  #sent = 0;
  #acknowledged = 0;
  #dropped = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(message: Outgoing): void {
    this.#waiting.push({ ...message, number: this.#added });
    this.#added += 1;
    if (this.#waiting.length <= this.#capacity) return;
    this.#waiting.shift();
    this.#dropped += 1;
  }

  /** The next message to put on the wire, if there is one and room for it. */
  take(): Letter | undefined {
    if (this.#onTheWire.size >= onTheWireMax) return undefined;
    const letter = this.#waiting.shift();
    if (!letter) return undefined;
    this.#onTheWire.add(letter);
    if (letter.number > this.#highestSent) {
      this.#highestSent = letter.number;
      this.#sent += 1;
    }
    return letter;
  }

  acknowledge(letter: Letter): void {
    if (this.#onTheWire.delete(letter)) this.#acknowledged += 1;
  }

  /** The line broke: what was on the wire is to be sent again, before anything newer. */
  takeBack(): void {
    this.#waiting = [...this.#onTheWire, ...this.#waiting];
    this.#onTheWire.clear();
  }

  isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#onTheWire.size === 0;
  }

  tally(): Tally {
    return {
      sent: this.#sent,
      acknowledged: this.#acknowledged,
      waiting: this.#waiting.length + this.#onTheWire.size,
      dropped: this.#dropped,
    };
  }
}
