import fc from "fast-check";
import type Stripe from "stripe";
import { describe, it } from "vitest";
import type { RailInstruction } from "../rail.ts";
import { answerOfIntent, answerOfSession, sessionOf } from "./session.ts";

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

  it("sends a payer to no other origin, whatever address comes (20,000 of them)", ({ expect }) => {
    const part = fc.oneof(
      fc.constantFrom(
        "https://checkout.stripe.com",
        "checkout.stripe.com",
        "HTTPS://CHECKOUT.STRIPE.COM/",
        "https://",
        "//",
        "/",
        "\\",
        "@",
        ":443",
        ".",
        "evil.example",
        "javascript:",
        "\t",
        "\n",
        "%2F",
        "?",
        "#",
        "ｃheckout",
      ),
      fc.string({ maxLength: 6 }),
    );
    const good = "https://checkout.stripe.com";
    const address = fc
      .tuple(fc.constantFrom("", good, `${good}/`), fc.array(part, { maxLength: 6 }))
      .map(([begin, parts]) => begin + parts.join(""));
    let led = 0;
    fc.assert(
      fc.property(address, (url) => {
        const answer = answerOfSession(session("open", { url }));
        if (answer.type !== "redirected") return;
        led += 1;
        expect(new URL(answer.url).origin).toBe("https://checkout.stripe.com");
      }),
      { numRuns: 20_000, seed: 35 },
    );
    expect(led).toBeGreaterThan(5_000);
  });

  it("brings a payer back to the claim's own page, whatever shop and order it is", ({ expect }) => {
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 40 }), (payee, reference) => {
        const returnUrl = "https://till.example/C/AAAAAAAAAAAAA.1-1.SECRET";
        const amount = { minor: 500, currency: "EUR" };
        const wish = { reference, amount, at: 0, payee, returnUrl } as unknown as RailInstruction;
        const { success_url: done, cancel_url: back } = sessionOf(wish);
        expect([done, back]).toEqual([`${returnUrl}?back=done`, returnUrl]);
      }),
      { numRuns: 500, seed: 35 },
    );
  });
});
