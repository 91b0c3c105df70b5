import { Refusal, type TestCharacteristic, type TestPeripheral } from "./test-radio.ts";

// A beacon with the Eddystone Configuration Service, from google/eddystone, configuration-service/README.md: written from
// the specification for the tests, and knowing nothing of the driver.

const uuid = (short: string): string => `a3c8${short}-8ed3-4bdf-8a39-a01bebede295`;

interface Slot {
  data: Uint8Array;
  power: number;
  intervalMs: number;
}

export interface TestEddystoneOptions {
  readonly slots?: number;
  /** Bits of 7501: UID 1, URL 2, TLM 4, EID 8. */
  readonly frameTypes?: number;
  readonly powersDbm?: readonly number[];
  readonly isLocked?: boolean;
  readonly hasBattery?: boolean;
  /** Random in earnest; fixed where a published vector is checked. */
  readonly challenge: () => Uint8Array;
  /** AES-128 of the challenge under the beacon's own lock code. */
  readonly answer: (challenge: Uint8Array) => Uint8Array;
}

export class TestEddystone implements TestPeripheral {
  readonly id = "eddystone-1";
  readonly name = "Beacon 1";
  readonly slots: Slot[];
  /** Every write that the beacon took, by the last four digits of the characteristic. */
  readonly written: { readonly short: string; readonly value: Uint8Array }[] = [];
  isRemainingConnectable = false;
  isLinked = false;
  readonly #options: Required<TestEddystoneOptions>;
  #isLocked: boolean;
  #challenge: Uint8Array | null = null;
  #active = 0;

  constructor(options: TestEddystoneOptions) {
    this.#options = {
      slots: 3,
      frameTypes: 0b0111,
      powersDbm: [-30, -16, -4, 4],
      isLocked: true,
      hasBattery: true,
      ...options,
    };
    this.#isLocked = this.#options.isLocked;
    this.slots = Array.from({ length: this.#options.slots }, () => ({
      data: new Uint8Array(),
      power: 0,
      intervalMs: 1000,
    }));
  }

  /** The frames on the air, as a scanner gets them after the service's UUID: with the transmit power put in. */
  onAir(): Uint8Array[] {
    return this.slots
      .map(({ data, power }) => broadcastOf(data, power))
      .filter((f) => f.length > 1);
  }

  linked(): void {
    this.isLinked = true;
    this.#active = 0;
  }

  /** The lock falls shut by itself when the link ends. */
  unlinked(): void {
    this.isLinked = false;
    this.#isLocked = this.#options.isLocked;
    this.#challenge = null;
  }

  services(): ReturnType<TestPeripheral["services"]> {
    const battery = {
      "0000180f-0000-1000-8000-00805f9b34fb": {
        "00002a19-0000-1000-8000-00805f9b34fb": { read: () => Uint8Array.of(64) },
      },
    };
    return {
      [uuid("7500")]: this.#configuration(),
      ...(this.#options.hasBattery ? battery : {}),
    };
  }

  #configuration(): Record<string, TestCharacteristic> {
    const { frameTypes, powersDbm } = this.#options;
    const capabilities = [0, this.slots.length, 0, 3, frameTypes >> 8, frameTypes & 255];
    return Object.fromEntries([
      this.#open("7501", { read: () => Uint8Array.of(...capabilities, ...powersDbm) }),
      this.#open("7502", {
        read: () => Uint8Array.of(this.#active),
        write: ([slot = 255]) => {
          if (slot >= this.slots.length) throw new Refusal();
          this.#active = slot;
        },
      }),
      this.#open("7503", {
        read: () => Uint8Array.of(this.#slot.intervalMs >> 8, this.#slot.intervalMs & 255),
        write: (value) => {
          if (value.length !== 2) throw new Refusal();
          this.#slot.intervalMs = (value[0] ?? 0) * 256 + (value[1] ?? 0);
        },
      }),
      this.#open("7504", {
        read: () => Uint8Array.of(this.#slot.power),
        write: (value) => {
          if (value.length !== 1) throw new Refusal();
          const wanted = new Int8Array(Uint8Array.from(value).buffer)[0] ?? 0;
          this.#slot.power = powersDbm.find((power) => power >= wanted) ?? powersDbm.at(-1) ?? 0;
        },
      }),
      [uuid("7506"), { read: () => Uint8Array.of(this.#isLocked ? 0 : 1) }] as const,
      [uuid("7507"), this.#lock()] as const,
      this.#open("750a", {
        read: () => broadcastOf(this.#slot.data, this.#slot.power),
        write: (value) => this.#put(value),
      }),
      [
        uuid("750c"),
        {
          read: () => Uint8Array.of(1),
          write: (value: Uint8Array) => {
            if (this.#isLocked) throw new Refusal();
            this.isRemainingConnectable = value[0] !== 0;
          },
        },
      ] as const,
    ]);
  }

  get #slot(): Slot {
    const slot = this.slots[this.#active];
    if (!slot) throw new Refusal();
    return slot;
  }

  /** Readable and writable only when unlocked, as most of the service is. */
  #open(short: string, { read, write }: TestCharacteristic): readonly [string, TestCharacteristic] {
    const unlocked = <Value>(act: () => Value): Value => {
      if (this.#isLocked) throw new Refusal();
      return act();
    };
    return [
      uuid(short),
      {
        ...(read ? { read: () => unlocked(read) } : {}),
        ...(write
          ? {
              write: (value: Uint8Array) =>
                unlocked(() => {
                  write(value);
                  this.written.push({ short, value });
                }),
            }
          : {}),
      },
    ];
  }

  /** A challenge is good for one answer. */
  #lock(): TestCharacteristic {
    return {
      read: () => {
        if (!this.#isLocked) throw new Refusal();
        this.#challenge = this.#options.challenge();
        return this.#challenge;
      },
      write: (token: Uint8Array) => {
        const challenge = this.#challenge;
        this.#challenge = null;
        if (!this.#isLocked || !challenge || token.length !== 16) throw new Refusal();
        const expected = this.#options.answer(challenge);
        this.#isLocked = !expected.every((byte, index) => byte === token[index]);
      },
    };
  }

  #put(value: Uint8Array): void {
    const [type = 0] = value;
    const isClearing = value.length === 0 || (value.length === 1 && type === 0);
    const isUid = type === 0x00 && value.length === 17;
    const isUrl = type === 0x10 && value.length >= 2 && value.length <= 19;
    const isTlm = type === 0x20 && value.length === 1;
    if (!isClearing && !isUid && !isUrl && !isTlm) throw new Refusal();
    this.#slot.data = isClearing ? new Uint8Array() : Uint8Array.from(value);
  }
}

/** What a slot reads as and sends: nothing, or the frame with the power after its type. */
function broadcastOf(data: Uint8Array, power: number): Uint8Array {
  const [type, ...rest] = data;
  return type === undefined ? Uint8Array.of(0) : Uint8Array.of(type, power, ...rest);
}
