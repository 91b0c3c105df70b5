import { createCipheriv, randomBytes } from "node:crypto";
import { TestEddystone } from "../terminal-web/beacon/test-eddystone.ts";
import { TestEspruino } from "../terminal-web/beacon/test-espruino.ts";
import type { EmulatedRadio } from "./emulated-radio.ts";

/** The lock code of the emulated beacon, as it would be printed on its box. */
export const LOCK_CODE = "0123456789abcdef0123456789abcdef";

const EDDYSTONE_SERVICE = "a3c87500-8ed3-4bdf-8a39-a01bebede295";
const UART_SERVICE = "6e400001-b5a3-f393-e0a9-e50e24dcca9e";

/** An Eddystone beacon that draws its challenges at random and checks the answers with OpenSSL's AES. */
export async function eddystoneNear(radio: EmulatedRadio): Promise<TestEddystone> {
  const beacon = new TestEddystone({
    challenge: () => randomBytes(16),
    answer: (challenge) => {
      const cipher = createCipheriv("aes-128-ecb", Buffer.from(LOCK_CODE, "hex"), null);
      return cipher.setAutoPadding(false).update(challenge);
    },
  });
  await radio.add(beacon, [EDDYSTONE_SERVICE]);
  return beacon;
}

export async function espruinoNear(radio: EmulatedRadio): Promise<TestEspruino> {
  const board = new TestEspruino();
  await radio.add(board, [UART_SERVICE]);
  return board;
}
