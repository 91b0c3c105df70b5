import { Hono } from "hono";
import { settingOf } from "../rails/setting.ts";
import { RAIL_KINDS } from "../rails/registry.ts";
import { parseReference } from "../rails/rail.ts";
import { isMerchantId } from "../domain/capability.ts";
import { instant } from "../domain/instant.ts";
import { merchantOf } from "../merchant/stub.ts";
import type { Host } from "./host.ts";
import { problem } from "./problem.ts";

/** Where rails say what nobody asked. No object is touched before the message is known to be the rail's own. */
export const notices = new Hono<Host>().post("/notices/:rail", async (c) => {
  const rail = c.req.param("rail");
  const kind = Object.hasOwn(RAIL_KINDS, rail) ? RAIL_KINDS[rail] : undefined;
  if (!kind?.readNotice) return problem(c, "not-found");
  const message = { body: new Uint8Array(await c.req.arrayBuffer()), headers: c.req.raw.headers };
  const read = await kind.readNotice(message, {
    now: () => instant(Date.now()),
    fetch: (input, init) => fetch(input, init),
    setting: (name) => settingOf(c.env, name),
  });
  if (!read.ok) return problem(c, read.reason);
  const notice = read.value;
  const merchant = notice && parseReference(notice.reference)?.merchant;
  if (!notice || !merchant || !isMerchantId(merchant)) return c.body(null, 204);
  const isHeard = await merchantOf(c.env, merchant).hear(rail, notice);
  // A rail that is not told "yes" says it again.
  return isHeard ? c.json({ heard: true }) : problem(c, "temporarily-unavailable");
});
