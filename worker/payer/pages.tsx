import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { billPages } from "./bill-pages.tsx";
import { front } from "./front.tsx";
import { near } from "./near.tsx";
import { receiptPages } from "./receipt-pages.tsx";
import { trouble } from "./show-page.tsx";
import type { Visit } from "./visit.ts";
import { walletPages } from "./wallet-pages.tsx";

/** The payer's pages. Each works as plain HTML; the script asks for the same pages' middle parts. */
export const pages = new Hono<Visit>()
  .use(bodyLimit({ maxSize: 4096, onError: (c: Context<Visit>) => trouble(c, "not-found") }))
  .route("/", front)
  .route("/", near)
  .route("/", billPages)
  .route("/", walletPages)
  .route("/", receiptPages)
  .onError((error, c) => {
    console.error("a payer's page failed", error);
    return trouble(c, "temporarily-unavailable");
  });
