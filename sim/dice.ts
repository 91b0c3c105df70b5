/** Every chance that a run takes comes from one of these, so that a seed is a run. Not for secrets. */
export class Dice {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(seed: number) {
    this.#a = seed | 0;
    this.#b = Math.imul(seed, 0x9e3779b9) | 0;
    this.#c = 0x243f6a88;
    for (let i = 0; i < 12; i++) this.#next();
  }

  /** A number from 0 up to, and not including, 1. */
  roll(): number {
    return this.#next() / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.roll() < probability;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.roll() * (high - low + 1));
  }

  pick<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[Math.floor(this.roll() * values.length)] ?? values[0];
  }

  bytes(count: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length: count }, () => this.#next() & 0xff);
  }

  /** Dice of their own for one part of the world: what happens elsewhere does not shift their rolls. */
  fork(): Dice {
    return new Dice(this.#next());
  }

  // sfc32, the small fast counting generator of PractRand.
  #next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }
}
