import type Stripe from "stripe";
import { describe, it } from "vitest";
import { answerOfIntent, answerOfSession } from "./session.ts";

const intent = (status: string, more: object = {}) =>
  ({ id: "pi_1", status, currency: "eur", ...more }) as unknown as Stripe.PaymentIntent;
const session = (status: string, more: object = {}) =>
  ({ id: "cs_1", status, payment_intent: null, ...more }) as unknown as Stripe.Checkout.Session;

describe("what Stripe says of a payment", () => {
  it("is an outcome only where it is one", ({ expect }) => {
    expect(answerOfIntent(intent("succeeded", { amount_received: 500 }))).toMatchObject({
      type: "captured",
      amount: { minor: 500, currency: "EUR" },
    });
    expect(answerOfIntent(intent("requires_capture", { amount_capturable: 500 })).type).toBe(
      "held",
    );
    expect(answerOfIntent(intent("canceled")).type).toBe("voided");
    expect(answerOfIntent(intent("requires_payment_method")).type).toBe("declined");
  });

  it("is unknown, and never a no, where nobody has heard the word before", ({ expect }) => {
    for (const status of [
      "processing",
      "requires_action",
      "requires_confirmation",
      "to_be_invented",
    ])
      expect(answerOfIntent(intent(status)).type).toBe("unknown");
    expect(answerOfSession(session("to_be_invented")).type).toBe("unknown");
    expect(answerOfSession(session("complete")).type).toBe("unknown");
  });

  it("is unknown where the amount is one that no order can have", ({ expect }) => {
    const odd = intent("succeeded", { amount_received: 50_050, currency: "isk" });
    expect(answerOfIntent(odd).type).toBe("unknown");
  });

  it("sends a payer to Stripe's own page and nowhere else", ({ expect }) => {
    const open = (url: string) => answerOfSession(session("open", { url })).type;
    expect(open("https://checkout.stripe.com/c/pay/cs_1")).toBe("redirected");
    expect(open("https://checkout.stripe.com.evil.example/")).toBe("unknown");
    expect(open("javascript:alert(1)")).toBe("unknown");
  });
});
