import type { Browser, CDPSession, Page } from "playwright-core";
import { hear } from "../terminal-web/beacon/test-frames.ts";
import { Refusal, type TestPeripheral } from "../terminal-web/beacon/test-radio.ts";
import { openBrowser } from "./browser.ts";

/** A peripheral that the browser's emulated radio can hear and link to. */
export interface AirPeripheral extends TestPeripheral {
  /** Whole advertisements that it sends now, where it sends any that a page may see. */
  onAir?(): readonly Uint8Array[];
}

/** What becomes of an operation, where it is not as it should be. */
export type AirMischief = "silent" | "refuse" | "vanish" | { readonly answer: Uint8Array };

/** The operations that the browser sends to a peripheral: "connection", or "read" and "write" of a characteristic. */
export interface AirOperation {
  readonly type: "connection" | "read" | "write";
  readonly uuid: string;
}

interface Entry {
  readonly peripheral: AirPeripheral;
  readonly address: string;
  /** The browser's own names of what was declared, by UUID. */
  readonly declared: Map<string, string>;
}

/** ATT "write not permitted" (Core, volume 3, part F, section 3.4.1.1) and HCI "connection failed to be established". */
const NOT_PERMITTED = 0x03;
const NOT_ESTABLISHED = 0x3e;

// One switch, because a second one would replace it. The new permissions bring getDevices and watchAdvertisements.
const FEATURES = "--enable-features=WebBluetooth,WebBluetoothNewPermissionsBackend";

export const openBrowserWithRadio = (): Promise<Browser> => openBrowser({ args: [FEATURES] });

/** Chromium's own Bluetooth emulation, with peripherals that were written from their specifications behind it. */
export class EmulatedRadio {
  /** Everything that went over the air, in order. */
  readonly operations: AirOperation[] = [];
  mischief: (operation: AirOperation) => AirMischief | null = () => null;
  /** What the person at a chooser does: choose the peripheral, or close it. */
  choice: AirPeripheral | "close";
  /** How strongly peripherals are heard, in dBm. */
  rssi = -50;
  readonly #root: CDPSession;
  readonly #entries: Entry[] = [];
  /** Who is to vanish once the page has been told what became of its last operation. */
  #vanishing: AirPeripheral | null = null;

  private constructor(root: CDPSession) {
    this.#root = root;
    this.choice = "close";
  }

  static async open(browser: Browser, state: "powered-on" | "absent"): Promise<EmulatedRadio> {
    const root = await browser.newBrowserCDPSession();
    const radio = new EmulatedRadio(root);
    await root.send("BluetoothEmulation.enable", { state, leSupported: true });
    // What the end of the browser cuts off in the middle is no failure.
    const answered = (answer: Promise<void>): void =>
      void answer.catch((error: unknown) => {
        if (browser.isConnected()) throw error;
      });
    root.on("BluetoothEmulation.gattOperationReceived", (event) => answered(radio.#linked(event)));
    root.on("BluetoothEmulation.characteristicOperationReceived", (event) =>
      answered(radio.#exchanged(event)),
    );
    return radio;
  }

  /** A peripheral that is near. `known`: services by which choosers find it, besides what it advertises. */
  async add(peripheral: AirPeripheral, known: readonly string[]): Promise<void> {
    const address = `0${this.#entries.length + 1}:02:03:04:05:06`;
    this.#entries.push({ peripheral, address, declared: new Map() });
    await this.#root.send("BluetoothEmulation.simulatePreconnectedPeripheral", {
      address,
      name: peripheral.name,
      manufacturerData: [],
      knownServiceUuids: [...known],
    });
  }

  /** Lets a page choose, and lets peripherals know when the page takes and leaves their link. */
  async attend(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send("DeviceAccess.enable");
    const answered = new Set<string>();
    session.on("DeviceAccess.deviceRequestPrompted", ({ id, devices }) => {
      void this.#advertise();
      const wanted = this.choice === "close" ? null : this.#entryOf(this.choice).address;
      const isListed = devices.some((device) => device.id === wanted);
      // It comes more than once for each chooser, and a second answer ends the browser.
      if (answered.has(id) || (wanted !== null && !isListed)) return;
      answered.add(id);
      if (wanted === null) void session.send("DeviceAccess.cancelPrompt", { id });
      else void session.send("DeviceAccess.selectPrompt", { id, deviceId: wanted });
    });
    await page.exposeFunction("radioLink", (name: string | null, isLinked: boolean) =>
      this.#link(name, isLinked),
    );
    await page.exposeFunction("radioPause", () => this.#vanish());
    await page.addInitScript(tellLinks);
  }

  /** What the peripherals send, once: what the emulation can carry of it is service UUIDs and strength. */
  async #advertise(): Promise<void> {
    for (const { peripheral, address } of this.#entries) {
      for (const packet of peripheral.onAir?.() ?? []) {
        const heard = hear(packet);
        if (heard) await this.#send(address, heard.services128);
      }
    }
  }

  /** One advertisement that says no more than that the peripheral is there. */
  async advertise(peripheral: AirPeripheral, rssi = this.rssi): Promise<void> {
    this.rssi = rssi;
    await this.#send(this.#entryOf(peripheral).address, []);
  }

  async #send(deviceAddress: string, uuids: readonly string[]): Promise<void> {
    // Each field must be there: the browser ends itself over one that is missing.
    const scanRecord = { uuids: [...uuids], appearance: 0, txPower: 0, manufacturerData: [] };
    await this.#root.send("BluetoothEmulation.simulateAdvertisement", {
      entry: { deviceAddress, rssi: this.rssi, scanRecord },
    });
  }

  /** The link is lost, as by walking away. Only between operations: in the middle of one it would end the browser. */
  async drop(peripheral: AirPeripheral): Promise<void> {
    const { address } = this.#entryOf(peripheral);
    await this.#root.send("BluetoothEmulation.simulateGATTDisconnection", { address });
    peripheral.unlinked();
  }

  async close(): Promise<void> {
    await this.#root.send("BluetoothEmulation.disable");
  }

  #entryOf(peripheral: AirPeripheral): Entry {
    const entry = this.#entries.find((known) => known.peripheral === peripheral);
    if (!entry) throw new Error(`${peripheral.name} is not near`);
    return entry;
  }

  async #link(name: string | null, isLinked: boolean): Promise<void> {
    // After a reload the browser tells no name; there is one peripheral then.
    const entry = this.#entries.find(({ peripheral }) => peripheral.name === name);
    const { peripheral } = entry ?? this.#entryOf(this.#entries[0]?.peripheral as AirPeripheral);
    if (!isLinked) return peripheral.unlinked();
    peripheral.linked();
    await this.#declare(this.#entryOf(peripheral));
  }

  async #linked({ address, type }: { address: string; type: string }): Promise<void> {
    const entry = this.#entries.find((known) => known.address === address);
    if (!entry) return;
    if (type !== "connection") return this.#answerLink(address, "discovery", 0);
    const mischief = this.#note({ type: "connection", uuid: "" });
    if (mischief === "silent") return;
    if (mischief === "refuse") return this.#answerLink(address, "connection", NOT_ESTABLISHED);
    // A new connection knows nothing of what an earlier one had.
    entry.declared.clear();
    await this.#declare(entry);
    await this.#answerLink(address, "connection", 0);
  }

  async #answerLink(
    address: string,
    type: "connection" | "discovery",
    code: number,
  ): Promise<void> {
    await this.#root.send("BluetoothEmulation.simulateGATTOperationResponse", {
      address,
      type,
      code,
    });
  }

  /** Declares what the peripheral has and the browser does not know yet, and takes back what it has no more. */
  async #declare({ peripheral, address, declared }: Entry): Promise<void> {
    const services = peripheral.services();
    for (const [uuid, serviceId] of declared) {
      const isService = serviceId.split("_").length === 2;
      if (!isService || uuid in services) continue;
      await this.#root.send("BluetoothEmulation.removeService", { serviceId });
      declared.delete(uuid);
    }
    for (const [serviceUuid, characteristics] of Object.entries(services)) {
      if (declared.has(serviceUuid)) continue;
      const { serviceId } = await this.#root.send("BluetoothEmulation.addService", {
        address,
        serviceUuid,
      });
      declared.set(serviceUuid, serviceId);
      for (const [characteristicUuid, { read, write }] of Object.entries(characteristics)) {
        const { characteristicId } = await this.#root.send("BluetoothEmulation.addCharacteristic", {
          serviceId,
          characteristicUuid,
          properties: { read: read !== undefined, write: write !== undefined },
        });
        declared.set(characteristicUuid, characteristicId);
      }
    }
  }

  async #exchanged(event: {
    characteristicId: string;
    type: string;
    data?: string;
  }): Promise<void> {
    const { characteristicId, type } = event;
    if (type !== "read" && type !== "write") return;
    const entry = this.#entries.find(({ declared }) =>
      [...declared.values()].includes(characteristicId),
    );
    const uuid = [...(entry?.declared ?? [])].find(([, id]) => id === characteristicId)?.[0] ?? "";
    const mischief = this.#note({ type, uuid });
    if (!entry || mischief === "silent") return;
    const answer = mischief === "refuse" ? null : exchange(entry.peripheral, uuid, event);
    const data = typeof mischief === "object" && mischief ? mischief.answer : answer;
    await this.#root.send("BluetoothEmulation.simulateCharacteristicOperationResponse", {
      characteristicId,
      type,
      code: data === null ? NOT_PERMITTED : 0,
      ...(type === "read" && data ? { data: Buffer.from(data).toString("base64") } : {}),
    });
    if (mischief === "vanish") this.#vanishing = entry.peripheral;
  }

  async #vanish(): Promise<void> {
    const gone = this.#vanishing;
    this.#vanishing = null;
    if (gone) await this.drop(gone);
  }

  #note(operation: AirOperation): AirMischief | null {
    this.operations.push(operation);
    return this.mischief(operation);
  }
}

/** The peripheral's answer: bytes of a read, nothing of a write; null where it refuses. */
function exchange(
  peripheral: TestPeripheral,
  uuid: string,
  { type, data = "" }: { type: string; data?: string },
): Uint8Array | null {
  const found = Object.values(peripheral.services()).find((service) => uuid in service)?.[uuid];
  try {
    if (type === "read") return found?.read?.() ?? null;
    if (!found?.write) return null;
    found.write(new Uint8Array(Buffer.from(data, "base64")));
    return new Uint8Array();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/**
 * Runs in the page. The emulation does not tell a peripheral that a page has taken or left its link, so the page does;
 * and it can lose a link only between two operations, so the page waits for that after each write.
 */
function tellLinks(): void {
  interface Server {
    readonly device: { readonly name?: string };
    connect(): Promise<unknown>;
    disconnect(): void;
    readonly connected: boolean;
  }
  interface Characteristic {
    writeValueWithResponse(value: unknown): Promise<void>;
  }
  const {
    BluetoothRemoteGATTServer: server,
    BluetoothRemoteGATTCharacteristic: characteristic,
    radioLink,
    radioPause,
  } = window as unknown as {
    BluetoothRemoteGATTServer?: { readonly prototype: Server };
    BluetoothRemoteGATTCharacteristic?: { readonly prototype: Characteristic };
    radioLink(name: string | null, isLinked: boolean): Promise<void>;
    radioPause(): Promise<void>;
  };
  if (!server || !characteristic) return;
  const { connect, disconnect } = server.prototype;
  server.prototype.connect = async function (this: Server) {
    const linked = await connect.call(this);
    await radioLink(this.device.name ?? null, true);
    return linked;
  };
  server.prototype.disconnect = function (this: Server) {
    const wasConnected = this.connected;
    disconnect.call(this);
    if (wasConnected) void radioLink(this.device.name ?? null, false);
  };
  const { writeValueWithResponse } = characteristic.prototype;
  characteristic.prototype.writeValueWithResponse = async function (this: Characteristic, value) {
    await writeValueWithResponse.call(this, value);
    await radioPause();
  };
}
