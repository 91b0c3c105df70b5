import { Hono } from "hono";
import { core } from "../../wasm/worker.ts";
import { Directory } from "../directory/directory.ts";
import type { Host } from "./host.ts";
import { merchantOf } from "../merchant/stub.ts";
import type { MerchantId } from "../domain/capability.ts";
import { problem } from "./problem.ts";

/** An object that nobody founds, and that therefore writes nothing. */
const NOBODY = "AAAAAAAAAAAAA" as MerchantId;

/** SHA-256 of "abc" (FIPS 180-4), in base32. */
const DIGEST = "XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ";

const countsRight = (): boolean =>
  core.encode32(core.sha256(new TextEncoder().encode("abc"))) === DIGEST;

/** Well is what has just answered: the core, the directory, and an object with its storage, each asked once. */
export const health = new Hono<Host>().get("/healthz", async (c) => {
  const [directory, objects] = await Promise.allSettled([
    new Directory(c.env.DIRECTORY).isWell(),
    merchantOf(c.env, NOBODY).sweep(),
  ]);
  c.header("cache-control", "no-store");
  const isWell =
    countsRight() && directory.status === "fulfilled" && objects.status === "fulfilled";
  return isWell ? c.json({ ok: true }) : problem(c, "temporarily-unavailable");
});
