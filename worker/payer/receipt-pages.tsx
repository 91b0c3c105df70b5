import { type Context, Hono } from "hono";
import { timeZoneOf } from "../contract/network-place.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { ReceiptView } from "../contract/receipt.ts";
import { parseCapability } from "../domain/capability.ts";
import type { Result } from "../domain/result.ts";
import { merchantOf } from "../merchant/stub.ts";
import { ReceiptMain } from "./receipt-main.tsx";
import { keySet, seal } from "./receipt-seal.ts";
import { sentencesIn } from "./sentences.ts";
import { showPage, trouble } from "./show-page.tsx";
import { type Visit, languageFor, originOf, patienceOf } from "./visit.ts";

/** Receipts, and the keys that vouch for them. */
export const receiptPages = new Hono<Visit>()
  .get("/R/:id", async (c) => {
    const { after, wait } = patienceOf(c);
    const found = await receiptOf(c, after, wait);
    if (!found?.ok) return trouble(c, "not-found");
    const view = found.value;
    const language = languageFor(c);
    const main = (
      <ReceiptMain
        view={view}
        language={language}
        zone={timeZoneOf(c.req.raw)}
        seal={await seal(view, originOf(c), Date.now())}
      />
    );
    return showPage(c, main, {
      title: `${sentencesIn(language).receipt} · ${view.merchant.name}`,
      script: "receipt",
    });
  })
  .get("/R/:id/signed", async (c) => {
    const found = await receiptOf(c, Number.NaN, 0);
    if (!found?.ok) return trouble(c, "not-found");
    return c.body(await seal(found.value, originOf(c), Date.now()), 200, {
      "content-type": "application/jose",
      "cache-control": "no-store",
    });
  })
  .get("/.well-known/jwks.json", (c) =>
    c.body(JSON.stringify(keySet), 200, {
      "content-type": "application/jwk-set+json",
      // A key is published an hour before it signs.
      "cache-control": "public, max-age=600",
    }),
  );

async function receiptOf(
  c: Context<Visit, "/R/:id">,
  after: number,
  wait: number,
): Promise<Result<ReceiptView, ProblemType> | null> {
  const id = parseCapability(c.req.param("id"));
  return id && (await merchantOf(c.env, id.merchant).receipt(id, after, wait));
}
