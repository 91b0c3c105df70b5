import { RAILS_PHRASES } from "../../terminal-web/view/rails/rails-phrases.ts";
import { sentencesIn } from "../../worker/payer/sentences.ts";
import { ask } from "../shop-software.ts";
import { openStripeTill, standInForCheckout } from "../stripe-till.ts";
import { type Scene, charge, openPhone, openTill, press, state, wordsOf } from "./scene.ts";

/** What Stripe's keys change: the ways to pay, and the payer's way to Stripe's page and back. */
export const stripeScenes: readonly Scene[] = [
  {
    name: "stripe",
    states: [
      "ways-to-pay-test",
      "bill-with-card",
      "back-from-stripe",
      "bill-with-card-again",
      "card-checking",
      "card-paid",
    ],
    async play(stage) {
      const stripeTill = await openStripeTill();
      try {
        const here = await stage.elsewhere({ till: stripeTill });
        const words = wordsOf(here);
        const say = sentencesIn(here.look.language);
        const rails = RAILS_PHRASES[here.look.language];
        const till = await openTill(here);
        await press(till, words.settings);
        await press(till, rails.title);
        await till.page.getByLabel(rails.names["stripe"] ?? "").check();
        await till.page.getByText(rails.test).waitFor();
        await here.show("ways-to-pay-test", till);
        for (const _ of ["the ways to pay", "the settings"]) await press(till, words.office.back);

        const phone = await openPhone(here, await charge(till, "23.50"), {
          prepare: standInForCheckout,
        });
        const card = phone.page.locator("form[action$='/pay'] button").first();
        await card.waitFor();
        await here.show("bill-with-card", phone);
        const bill = phone.page.url();
        await card.click();
        await phone.page.waitForURL("https://checkout.stripe.com/**");
        await phone.page.goBack();
        await phone.page.getByRole("link", { name: say.toRail }).waitFor();
        await here.show("back-from-stripe", phone);
        await press(phone, say.stop);
        await state(phone, "claimed");
        await here.show("bill-with-card-again", phone);
        await card.click();
        await phone.page.waitForURL("https://checkout.stripe.com/**");

        const { orders } = await ask<{ orders: { number: string }[] }>(
          here.counter,
          "GET",
          "/orders?limit=1",
        );
        const attempt = `${here.counter.served.demo.merchant}.${orders[0]?.number}.2`;
        await stripeTill.stripe.act("pay", attempt, { way: "slow" });
        await phone.page.goto(`${bill}?back=done`);
        await phone.page.getByRole("heading", { name: say.checking }).waitFor();
        await here.show("card-checking", phone);
        await stripeTill.stripe.act("settle", attempt, { isPaid: true });
        await phone.page.locator("[data-state=paid]").waitFor({ timeout: 45_000 });
        await here.show("card-paid", phone);
      } finally {
        await stripeTill.close();
      }
    },
  },
  {
    name: "live-key",
    states: ["ways-to-pay-live", "ways-to-pay-mixed"],
    async play(stage) {
      const stripeTill = await openStripeTill("sk_live_of_the_browser_tests");
      try {
        const here = await stage.elsewhere({ till: stripeTill });
        const rails = RAILS_PHRASES[here.look.language];
        const till = await openTill(here);
        await press(till, wordsOf(here).settings);
        await press(till, rails.title);
        await till.page.getByLabel(rails.names["sandbox"] ?? "").waitFor();
        await here.show("ways-to-pay-live", till);
        await till.page.getByLabel(rails.names["stripe"] ?? "").check();
        await till.page.getByText(rails.mixed).waitFor();
        await here.show("ways-to-pay-mixed", till);
      } finally {
        await stripeTill.close();
      }
    },
  },
];
