import { Refusal, type TestPeripheral } from "./test-radio.ts";

// A board of the Espruino family, from its reference and its sources (libs/bluetooth/jswrap_bluetooth.c, 2v27): a console
// on Nordic's serial port, and the few functions of the radio that matter here. It really runs what is typed.

const UART = "6e400001-b5a3-f393-e0a9-e50e24dcca9e";
const RECEIVE = "6e400002-b5a3-f393-e0a9-e50e24dcca9e";

interface Value {
  readonly value: string;
  readonly maxLen?: number;
  readonly readable?: boolean;
}
type Services = Record<string, Record<string, Value>>;

const encoder = new TextEncoder();

export class TestEspruino implements TestPeripheral {
  readonly id = "espruino-1";
  readonly name = "Puck.js abcd";
  /** Lines that the console ran, in order. */
  readonly lines: string[] = [];
  /** Errors that it printed. */
  readonly faults: string[] = [];
  /** The sizes of the pieces that arrived. */
  readonly pieces: number[] = [];
  txPowerDbm = 0;
  isLinked = false;
  #packets: readonly Uint8Array[] = [];
  #intervalMs = 375;
  #line = "";
  #password: string | null = null;
  #isLocked = false;
  /** What is declared, and the values now. */
  #declared: Services | null = null;
  #values: Services = {};
  #pending: Services | null = null;
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #scope = this.#newScope();

  /** Whole advertisements, while nobody is linked: a link stops the advertising. */
  onAir(): readonly Uint8Array[] {
    return this.isLinked ? [] : this.#packets;
  }

  get intervalMs(): number {
    return this.#intervalMs;
  }

  linked(): void {
    this.isLinked = true;
    this.#emit("connect");
  }

  unlinked(): void {
    this.isLinked = false;
    this.#line = "";
    this.#emit("disconnect");
    this.#restart();
  }

  /** The battery is taken out and put back. */
  powerCycle(): void {
    this.#password = null;
    this.#isLocked = false;
    this.#declared = null;
    this.#values = {};
    this.#pending = null;
    this.#packets = [];
    this.#listeners.clear();
    Object.assign(this.#scope, { edgetill: undefined });
  }

  services(): ReturnType<TestPeripheral["services"]> {
    const own = Object.entries(this.#declared ?? {}).map(([service, characteristics]) => [
      service,
      Object.fromEntries(
        Object.keys(characteristics).map((name) => [
          name,
          { read: () => encoder.encode(this.#read(service, name)) },
        ]),
      ),
    ]);
    return {
      [UART]: { [RECEIVE]: { write: (bytes) => this.#type(bytes) } },
      ...Object.fromEntries(own),
    };
  }

  #read(service: string, name: string): string {
    const found = this.#values[service]?.[name];
    if (!found?.readable) throw new Refusal();
    return found.value;
  }

  #type(bytes: Uint8Array): void {
    this.pieces.push(bytes.length);
    for (const byte of bytes) {
      const character = String.fromCodePoint(byte);
      if (character === "\n") this.#enter();
      else this.#line = byte === 3 ? "" : this.#line + character;
    }
  }

  #enter(): void {
    const line = this.#line;
    this.#line = "";
    if (this.#isLocked) {
      this.#isLocked = line !== this.#password;
      return;
    }
    const code = line.startsWith("\u0010") ? line.slice(1) : line;
    if (code === "") return;
    this.lines.push(code);
    try {
      // oxlint-disable-next-line typescript/no-implied-eval -- running what is typed is what this device is
      new Function("scope", `with(scope){${code}}`)(this.#scope);
    } catch (error) {
      this.faults.push(String(error));
    }
  }

  /** All that a program finds here; anything else is not there, as on the device. */
  #newScope(): object {
    const known: Record<string, unknown> = {
      NRF: this.#radio(),
      E: {
        getBattery: () => 87,
        setPassword: (password?: string) => {
          this.#password = password ?? null;
        },
        lockConsole: () => {
          this.#isLocked = this.#password !== null;
        },
        toUint8Array: (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0)),
      },
      atob,
      setTimeout: (act: () => void, ms: number) => setTimeout(act, ms),
      clearTimeout: (timer: number | undefined) => {
        if (timer === undefined) throw new Error("clearTimeout(undefined) not allowed");
        clearTimeout(timer);
      },
    };
    return new Proxy(known, { has: () => true });
  }

  #radio(): object {
    return {
      setTxPower: (dbm: number) => {
        this.txPowerDbm = dbm;
      },
      // A whole packet, as a name would make it.
      getAdvertisingData: () => Uint8Array.of(2, 1, 6),
      setAdvertising: (data: unknown, { interval }: { interval: number }) => {
        this.#packets = packetsOf(data);
        this.#intervalMs = interval;
      },
      setServices: (services: Services) => {
        // Declared once per start of the radio; more than once only after the link has ended.
        if (this.#declared) this.#pending = services;
        else this.#declare(services);
      },
      updateServices: (services: Services) => this.#update(services),
      on: (name: string, heard: () => void) => {
        const others = this.#listeners.get(name) ?? new Set();
        this.#listeners.set(name, others.add(heard));
      },
      removeListener: (name: string, heard: () => void) => this.#listeners.get(name)?.delete(heard),
      disconnect: () => this.unlinked(),
    };
  }

  #declare(services: Services): void {
    this.#declared = services;
    this.#values = structuredClone(services);
  }

  #update(services: Services): void {
    if (this.#pending) throw new Error("Can't update services until BLE restart");
    for (const [service, characteristics] of Object.entries(services)) {
      for (const [name, { value }] of Object.entries(characteristics)) {
        const found = this.#values[service]?.[name];
        if (!found) throw new Error(`Unable to find service with UUID ${name}`);
        if (value.length > (found.maxLen ?? found.value.length)) throw new Error("DATA_SIZE");
        if (value !== "") Object.assign(found, { value });
      }
    }
  }

  #restart(): void {
    if (this.#pending) this.#declare(this.#pending);
    this.#pending = null;
  }

  #emit(name: string): void {
    for (const heard of this.#listeners.get(name) ?? []) heard();
  }
}

function packetsOf(data: unknown): Uint8Array[] {
  const packets = data instanceof Uint8Array ? [data] : data;
  if (!Array.isArray(packets)) throw new Error("no array of packets");
  for (const packet of packets) {
    if (!(packet instanceof Uint8Array) || packet.length > 31) throw new Error("INVALID_LENGTH");
  }
  return packets;
}
