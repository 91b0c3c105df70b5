import { Hono } from "hono";
import { core } from "../../wasm/worker.ts";
import type { BeaconHandle } from "../contract/beacon.ts";
import { timeIn } from "../contract/fields.ts";
import { Directory } from "../directory/directory.ts";
import { handleFrom, handleText } from "../domain/handle.ts";
import { instant } from "../domain/instant.ts";
import { parseOrderNumber } from "../domain/order-number.ts";
import { merchantOf } from "../merchant/stub.ts";
import { type Host, originOf } from "./host.ts";
import { problem } from "./problem.ts";
import { terminal } from "./terminal.ts";

const encoder = new TextEncoder();
const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What the beacon beside a till broadcasts of an order that waits for its payer. */
export const beacon = new Hono<Host>().post(
  "/orders/:number/handles",
  terminal("orders:write"),
  async (c) => {
    const { credential } = c.var;
    const number = parseOrderNumber(c.req.param("number"));
    if (number === null) return problem(c, "order-not-found");
    const waiting = await merchantOf(c.env, credential.merchant).waiting(credential, number);
    if (!waiting.ok) return problem(c, waiting.reason);
    const { cell, expiresAt } = waiting.value;
    const handle = handleFrom(crypto.getRandomValues(new Uint8Array(6)));
    await new Directory(c.env.DIRECTORY).broadcast(handle, {
      merchant: credential.merchant,
      number,
      cell,
      mintedAt: instant(Date.now()),
      expiresAt: timeIn(expiresAt),
    });
    const { origin, host } = new URL(originOf(c));
    const answer: BeaconHandle = {
      namespace: hex(core.sha256(encoder.encode(host)).subarray(0, 10)),
      handle: handleText(handle),
      url: `${origin}/N/${handleText(handle)}`,
      expiresAt,
    };
    return c.json(answer, 201);
  },
);
