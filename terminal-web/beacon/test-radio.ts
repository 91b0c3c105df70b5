import type {
  Bluetooth,
  BluetoothDevice,
  GattCharacteristic,
  GattServer,
  GattService,
} from "./web-bluetooth.ts";

// Stands where the browser's Bluetooth stands, for tests: what the page sees of a peripheral, and what can go wrong there.

export interface TestCharacteristic {
  read?(): Uint8Array;
  /** Throws a Refusal where the peripheral says no. */
  write?(value: Uint8Array): void;
}

/** A peripheral as its specification has it, without the radio. */
export interface TestPeripheral {
  readonly id: string;
  readonly name: string;
  /** By UUID of the service and of the characteristic; looked at when a link begins. */
  services(): Readonly<Record<string, Readonly<Record<string, TestCharacteristic>>>>;
  linked(): void;
  unlinked(): void;
}

/** A peripheral's "no", as a GATT error. */
export class Refusal extends Error {}

/** What becomes of one step on the radio, where it is not as it should be. */
export type Mischief =
  | "silent"
  | "vanish"
  | "refuse"
  /** It goes as it should, but after 150 ms. */
  | "slow"
  | { readonly answer: Uint8Array<ArrayBuffer> };

export type StepName = "connect" | "service" | "characteristic" | "read" | "write";

/** What happened on the radio, in order: the step, and for an exchange the characteristic. */
export interface RadioStep {
  readonly name: StepName;
  readonly uuid: string;
}

const domError = (name: string): DOMException => new DOMException("as a browser says it", name);
const never = <Value>(): Promise<Value> => new Promise(() => {});
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

export class TestRadio implements Bluetooth {
  readonly steps: RadioStep[] = [];
  /** Decides over each step, by its number and name; null: it goes as it should. */
  mischief: (number: number, step: RadioStep) => Mischief | null = () => null;
  isThere = true;
  /** What the person at the chooser does. */
  choice: TestPeripheral | "close" | "forbidden";
  /** Only browsers that find a device again without a tap have this. */
  getDevices?: () => Promise<readonly BluetoothDevice[]>;
  /** More than one step at a time is what real radios answer with an error. */
  mostAtOnce = 0;
  #atOnce = 0;
  readonly #devices = new Map<TestPeripheral, TestDevice>();

  constructor(choice: TestRadio["choice"]) {
    this.choice = choice;
  }

  getAvailability(): Promise<boolean> {
    return Promise.resolve(this.isThere);
  }

  requestDevice(): Promise<BluetoothDevice> {
    if (!this.isThere || this.choice === "close") return Promise.reject(domError("NotFoundError"));
    if (this.choice === "forbidden") return Promise.reject(domError("SecurityError"));
    return Promise.resolve(this.device(this.choice));
  }

  device(peripheral: TestPeripheral): TestDevice {
    const known = this.#devices.get(peripheral) ?? new TestDevice(this, peripheral);
    this.#devices.set(peripheral, known);
    return known;
  }

  /** One step of a page on the radio. */
  async step<Value>(
    device: TestDevice,
    name: StepName,
    uuid: string,
    act: () => Value,
    read: (answer: Uint8Array<ArrayBuffer>) => Value = act,
  ): Promise<Value> {
    this.steps.push({ name, uuid });
    const mischief = this.mischief(this.steps.length, { name, uuid });
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    await soon();
    this.#atOnce -= 1;
    if (mischief === "silent") return never();
    if (mischief === "slow") await new Promise((resolve) => setTimeout(resolve, 150));
    if (mischief === "vanish" || !this.isThere) device.drop();
    if (name !== "connect" && !device.connected) throw domError("NetworkError");
    if (name === "connect" && (mischief === "vanish" || !this.isThere))
      throw domError("NetworkError");
    if (mischief === "refuse")
      throw domError(name === "connect" ? "NetworkError" : "NotSupportedError");
    if (mischief !== null && typeof mischief === "object") return read(mischief.answer);
    try {
      return act();
    } catch (error) {
      throw error instanceof Refusal ? domError("NotSupportedError") : error;
    }
  }
}

class TestDevice extends EventTarget implements BluetoothDevice, GattServer {
  readonly id: string;
  readonly name: string;
  connected = false;
  isForgotten = false;
  readonly #radio: TestRadio;
  readonly #peripheral: TestPeripheral;
  #services: ReturnType<TestPeripheral["services"]> = {};
  /** Counts the tries to connect, and what ends them. */
  #tries = 0;

  constructor(radio: TestRadio, peripheral: TestPeripheral) {
    super();
    this.#radio = radio;
    this.#peripheral = peripheral;
    this.id = peripheral.id;
    this.name = peripheral.name;
  }

  get gatt(): GattServer {
    return this;
  }

  async connect(): Promise<GattServer> {
    this.#tries += 1;
    const tries = this.#tries;
    await this.#radio.step(this, "connect", "", () => {
      if (tries !== this.#tries) throw domError("AbortError");
      if (this.connected) return;
      this.connected = true;
      this.#peripheral.linked();
      this.#services = this.#peripheral.services();
    });
    return this;
  }

  disconnect(): void {
    this.#tries += 1;
    this.drop();
  }

  drop(): void {
    if (!this.connected) return;
    this.connected = false;
    this.#peripheral.unlinked();
  }

  forget(): Promise<void> {
    this.isForgotten = true;
    return Promise.resolve();
  }

  async getPrimaryService(uuid: string): Promise<GattService> {
    const found = await this.#radio.step(this, "service", uuid, () => this.#services[uuid]);
    if (!found) throw domError("NotFoundError");
    return { getCharacteristic: (name) => this.#characteristic(name, found[name]) };
  }

  async #characteristic(
    uuid: string,
    found: TestCharacteristic | undefined,
  ): Promise<GattCharacteristic> {
    const there = await this.#radio.step(this, "characteristic", uuid, () => found);
    if (!there) throw domError("NotFoundError");
    return {
      readValue: () =>
        this.#radio.step(
          this,
          "read",
          uuid,
          () => {
            if (!there.read) throw new Refusal();
            return viewOf(there.read());
          },
          viewOf,
        ),
      writeValueWithResponse: (value) =>
        this.#radio.step(this, "write", uuid, () => {
          if (!there.write) throw new Refusal();
          there.write(value);
        }),
    };
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.slice().buffer);
