import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { hasRail } from "../contract/claim.ts";
import { AbandonPayment, ConfirmPayment, OpenWallet, SignIn, TopUp } from "../contract/wallet.ts";
import { WALLET } from "../contract/quota.ts";
import { Directory } from "../directory/directory.ts";
import { parseCapability } from "../domain/capability.ts";
import type { Money } from "../domain/money.ts";
import { merchantOf } from "../merchant/stub.ts";
import { askToOpen, askToSignIn, readOpening, readSignIn } from "../wallet/passport.ts";
import { attachWallet, confirmPayment, offerFor, pendOf } from "../wallet/pay.ts";
import { keepSession, phoneOf } from "../wallet/session.ts";
import { walletOf } from "../wallet/stub.ts";
import { body } from "./body.ts";
import { domain } from "./domain.ts";
import type { Host } from "./host.ts";
import { metered } from "./metered.ts";
import { answer, problem } from "./problem.ts";
import { wholeNumber } from "./query.ts";

/** A phone whose wallet is known. */
const owner = createMiddleware<Host>(async (c, next) => {
  const phone = phoneOf(c, Date.now());
  if (!phone) return problem(c, "wallet-unknown");
  c.set("phone", phone);
  c.set("wallet", phone.wallet);
  return next();
});

/** The payer's own wallet: opened and found by passkey, looked at with a session, paid from by passkey again. */
export const wallets = new Hono<Host>()
  .post("/wallets/openings", domain, (c) => c.json(askToOpen(Date.now()), 201))
  .post("/wallets", domain, body(OpenWallet), async (c) => {
    const { ticket, registration } = c.req.valid("json");
    const opening = readOpening(ticket, c.var.site, Date.now());
    if (!opening.ok) return problem(c, opening.reason);
    const { wallet, expected } = opening.value;
    const opened = await walletOf(c.env, wallet).open(wallet, registration, expected);
    if (opened.ok) {
      keepSession(c, wallet, Date.now(), false);
      // Only the sweep looks there: a wallet that is not listed is none the less open.
      await new Directory(c.env.DIRECTORY)
        .enterWallet(wallet, Date.now())
        .catch((error: unknown) => console.error("a wallet could not be listed", error));
    }
    return answer(c, opened, 201);
  })
  .post("/wallets/sign-ins", domain, (c) => c.json(askToSignIn(Date.now()), 201))
  .post("/wallets/sessions", domain, body(SignIn), async (c) => {
    const { ticket, assertion } = c.req.valid("json");
    const read = readSignIn(ticket, assertion, c.var.site, Date.now());
    if (!read.ok) return problem(c, read.reason);
    const { wallet, expected, endsAt } = read.value;
    const found = await walletOf(c.env, wallet).signIn(assertion, expected, endsAt);
    if (found.ok) keepSession(c, wallet, Date.now(), true);
    return answer(c, found, 201);
  })
  .get("/wallet", owner, async (c) => answer(c, await walletOf(c.env, c.var.wallet).view()))
  .get("/wallet/statement", owner, async (c) => {
    const before = wholeNumber(c.req.query("before"), 2 ** 50, 1, 2 ** 50);
    if (before === null) return problem(c, "cursor-invalid");
    const limit = wholeNumber(c.req.query("limit"), 20, 1, 100);
    if (limit === null) return problem(c, "limit-invalid");
    return answer(c, await walletOf(c.env, c.var.wallet).statement(before, limit));
  })
  .post("/wallet/top-ups", metered(WALLET), owner, body(TopUp), async (c) => {
    const { claim, key, amount } = c.req.valid("json");
    const view = await merchantOf(c.env, claim.merchant).claimView(claim, Number.NaN, 0);
    if (!view.ok) return problem(c, view.reason);
    if (c.env.SANDBOX !== "on" || !hasRail(view.value, "sandbox"))
      return problem(c, "rail-unknown");
    const money = { minor: amount, currency: view.value.bill.amount.currency } as Money;
    return answer(c, await walletOf(c.env, c.var.wallet).practise(key, money), 201);
  })
  .post("/claims/:id/wallet", owner, async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return problem(c, "claim-unknown");
    return answer(c, await attachWallet(c.env, claim, c.var.wallet));
  })
  .post("/claims/:id/offers", metered(WALLET), owner, async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return problem(c, "claim-unknown");
    const view = await merchantOf(c.env, claim.merchant).claimView(claim, Number.NaN, 0);
    if (!view.ok) return problem(c, view.reason);
    return answer(c, await offerFor(c.env, claim, view.value, c.var.phone), 201);
  })
  .post("/claims/:id/payments", domain, owner, body(ConfirmPayment), async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return problem(c, "claim-unknown");
    const wish = c.req.valid("json");
    const { payment } = await confirmPayment(c.env, claim, c.var.phone, wish, c.var.site);
    if (payment.ok && payment.value.state === "declined")
      return problem(c, "payment-declined", { detail: payment.value.reason ?? "" });
    return answer(c, payment, 201);
  })
  .post("/claims/:id/payments/abandon", owner, body(AbandonPayment), async (c) => {
    const claim = parseCapability(c.req.param("id"));
    if (!claim) return problem(c, "claim-unknown");
    const pend = pendOf(claim, c.var.wallet, c.req.valid("json").key);
    return answer(c, await walletOf(c.env, c.var.wallet).abandon(pend));
  });
