import { BeaconFault, type Step, faultOf } from "./beacon-failure.ts";
import type { BluetoothDevice, GattCharacteristic, GattServer } from "./web-bluetooth.ts";

/** How long each step may take, in ms: a peripheral need never answer, and the browser waits with it for ever. */
export interface Patience {
  readonly connectMs: number;
  readonly discoverMs: number;
  readonly exchangeMs: number;
}

export const PATIENCE: Patience = { connectMs: 12_000, discoverMs: 8_000, exchangeMs: 4_000 };

type Bytes = Uint8Array<ArrayBuffer>;

/** A link to a beacon. Whatever goes wrong on it is thrown as a BeaconFault; who opened it closes it. */
export interface Link {
  has(service: string): Promise<boolean>;
  read(service: string, characteristic: string): Promise<Bytes>;
  /** Done when the beacon has acknowledged it. At most 512 bytes. */
  write(service: string, characteristic: string, value: Bytes): Promise<void>;
  close(): void;
}

export async function openLink(
  device: BluetoothDevice,
  patience: Patience = PATIENCE,
): Promise<Link> {
  const { gatt } = device;
  if (!gatt) throw new BeaconFault("not-allowed");
  const server = await within(patience.connectMs, () => gatt.connect(), "connect").catch(
    (error: unknown) => {
      // Stops a connection that is still being tried, so that none comes about when nobody waits for it any more.
      gatt.disconnect();
      throw error;
    },
  );
  const known = new Map<string, GattCharacteristic>();

  async function characteristicOf(service: string, uuid: string): Promise<GattCharacteristic> {
    const found =
      known.get(uuid) ??
      (await within(
        patience.discoverMs,
        async () => (await server.getPrimaryService(service)).getCharacteristic(uuid),
        "exchange",
      ));
    known.set(uuid, found);
    return found;
  }

  return {
    close: () => gatt.disconnect(),
    has: (service) => hasService(server, service, patience.discoverMs),
    async read(service, uuid) {
      const characteristic = await characteristicOf(service, uuid);
      const { buffer, byteOffset, byteLength } = await within(
        patience.exchangeMs,
        () => characteristic.readValue(),
        "exchange",
      );
      return new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
    },
    async write(service, uuid, value) {
      const characteristic = await characteristicOf(service, uuid);
      await within(
        patience.exchangeMs,
        () => characteristic.writeValueWithResponse(value),
        "exchange",
      );
    },
  };
}

async function hasService(server: GattServer, service: string, ms: number): Promise<boolean> {
  try {
    await within(ms, () => server.getPrimaryService(service), "exchange");
    return true;
  } catch (error) {
    if (error instanceof BeaconFault && error.failure === "not-a-beacon") return false;
    throw error;
  }
}

/** The step's value, or a fault: the browser's as one of ours, or "timeout" when it takes too long. */
export async function within<Value>(
  ms: number,
  what: () => Promise<Value>,
  step: Step,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      // A connection that does not come about is out of reach; a link that falls silent is something else.
      () => reject(new BeaconFault(step === "connect" ? "unreachable" : "timeout")),
      ms,
    );
  });
  try {
    return await Promise.race([what(), late]);
  } catch (error) {
    throw faultOf(error, step);
  } finally {
    clearTimeout(timer);
  }
}
