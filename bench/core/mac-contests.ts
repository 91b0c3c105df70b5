import { BATCH, type Contest, type Contestant } from "./contest.ts";
import { mac24, setKey } from "./handwritten-mac.ts";
import { type Mac, nobleMac, nodeMac, webcryptoMac } from "./macs.ts";
import { PAYLOAD_BYTES, PEER_KEY } from "./sample.ts";

interface Exports {
  memory: WebAssembly.Memory;
  keyAddress(): number;
  setKey(): void;
  mac(window: number): number;
  macs(window: number, count: number): number;
}

/** HMAC-SHA-256 of the payload of a token under a prepared key, without the token around it. */
export async function macContests(module: WebAssembly.Module): Promise<Contest[]> {
  const wasm = new WebAssembly.Instance(module).exports as unknown as Exports;
  new Uint8Array(wasm.memory.buffer, wasm.keyAddress(), PEER_KEY.length).set(PEER_KEY);
  wasm.setKey();
  const peers = [
    await webcrypto(),
    sync("node-crypto", nodeMac()),
    sync("noble", nobleMac()),
    handwritten(),
  ];
  await checkAgreement(wasm);
  return [
    { op: "mac", mode: "single", contestants: [single(wasm), ...peers] },
    {
      op: "mac",
      mode: "batch",
      contestants: [batch(wasm), ...peers, ...(await webcryptoTogether())],
    },
  ];
}

/** Contestants that do different work are none. */
async function checkAgreement(wasm: Exports): Promise<void> {
  const payload = new Uint8Array(PAYLOAD_BYTES);
  const view = new DataView(payload.buffer);
  let sum = 0;
  for (let window = 5; window < 17; window++) {
    view.setUint32(20, window);
    const expected = new DataView(nobleMac()(payload).buffer).getUint32(0);
    const native = new DataView(Uint8Array.from(nodeMac()(payload)).buffer).getUint32(0);
    const web = new DataView((await (await webcryptoMac())(payload)).buffer).getUint32(0);
    setKey(PEER_KEY);
    const all = [wasm.mac(window) >>> 0, (mac24(view)[0] ?? 0) >>> 0, native, web];
    if (all.some((word) => word !== expected))
      throw new Error(`macs differ: ${all.join(" ")}, not ${expected}`);
    sum = (sum + expected) >>> 0;
  }
  if (wasm.macs(5, 12) >>> 0 !== sum) throw new Error("the macs of a batch differ");
}

function single(wasm: Exports): Contestant {
  return {
    peer: "core",
    run(n) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum ^= wasm.mac(i);
      return sum;
    },
  };
}

function batch(wasm: Exports): Contestant {
  return {
    peer: "core",
    run(n) {
      let sum = 0;
      for (let done = 0; done < n; done += BATCH) sum ^= wasm.macs(done, BATCH);
      return sum;
    },
  };
}

function sync(peer: string, mac: Mac): Contestant {
  const payload = new Uint8Array(PAYLOAD_BYTES);
  const view = new DataView(payload.buffer);
  return {
    peer,
    run(n) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        view.setUint32(20, i);
        sum += mac(payload)[0] ?? 0;
      }
      return sum;
    },
  };
}

async function webcrypto(): Promise<Contestant> {
  const mac = await webcryptoMac();
  const payload = new Uint8Array(PAYLOAD_BYTES);
  const view = new DataView(payload.buffer);
  return {
    peer: "webcrypto",
    async run(n) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        view.setUint32(20, i);
        sum += (await mac(payload))[0] ?? 0;
      }
      return sum;
    },
  };
}

/** Those of a batch awaited together. */
async function webcryptoTogether(): Promise<Contestant[]> {
  const mac = await webcryptoMac();
  return [64, 1000].map((size) => ({
    peer: `webcrypto/${size}`,
    async run(n) {
      let sum = 0;
      for (let done = 0; done < n; done += size) {
        const group = Array.from({ length: Math.min(size, n - done) }, async (_, i) =>
          mac(Uint8Array.of(i)),
        );
        for (const made of await Promise.all(group)) sum += made[0] ?? 0;
      }
      return sum;
    },
  }));
}

function handwritten(): Contestant {
  setKey(PEER_KEY);
  const view = new DataView(new ArrayBuffer(PAYLOAD_BYTES));
  return {
    peer: "handwritten",
    run(n) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        view.setUint32(20, i);
        sum ^= mac24(view)[0] ?? 0;
      }
      return sum;
    },
  };
}
