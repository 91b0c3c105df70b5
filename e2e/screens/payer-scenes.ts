import { secretsOf } from "../../launch/secrets.ts";
import { withPasskeys } from "../passkeys.ts";
import { nextSale } from "../next-sale.ts";
import {
  type Scene,
  byName,
  charge,
  face,
  openPhone,
  openTill,
  press,
  state,
  wordsOf,
} from "./scene.ts";
import { ask, newKey, soldForCash } from "../shop-software.ts";

/** What payers and passers-by see: the public page, the pick-up, a wallet, a receipt; and what the operator sees. */
export const payerScenes: readonly Scene[] = [
  {
    name: "public",
    states: ["front", "near", "near-camera-refused", "no-wallet", "not-a-code", "nothing-here"],
    async play(stage) {
      const { origin } = stage.counter;
      const phone = await openPhone(stage, `${origin}/`);
      await state(phone, "front");
      await stage.show("front", phone);
      await phone.page.goto(`${origin}/near`);
      await state(phone, "near");
      await stage.show("near", phone);
      await phone.page.locator("#scan").click();
      await phone.page.locator("#trouble h2").waitFor();
      await stage.show("near-camera-refused", phone);
      await phone.page.goto(byName(`${origin}/W`));
      await state(phone, "no-wallet");
      await stage.show("no-wallet", phone);
      await phone.page.goto(`${origin}/T/${"A".repeat(64)}`);
      await state(phone, "token-invalid");
      await stage.show("not-a-code", phone);
      await phone.page.goto(`${origin}/R/nothing`);
      await state(phone, "not-found");
      await stage.show("nothing-here", phone);
    },
  },
  {
    name: "scanner",
    states: ["near-scanning"],
    async play(stage) {
      const phone = await openPhone(stage, "about:blank", {
        prepare: (page) => page.context().grantPermissions(["camera"]),
      });
      await phone.page.goto(`${stage.counter.origin}/near`);
      await phone.page.locator("#scan").click();
      await phone.page.locator("#stop").waitFor();
      await stage.show("near-scanning", phone);
    },
  },
  {
    name: "place",
    states: ["step-up", "step-up-refused", "step-up-words"],
    async play(stage) {
      const till = await openTill(stage);
      const { counter } = stage;
      await ask(counter, "PUT", "/terminal/place", {
        place: { latitude: 50.087, longitude: 14.4208 },
      });
      const policy = await ask<object>(counter, "GET", "/policy");
      await ask(counter, "PUT", "/policy", { ...policy, floorMinor: 1000 });
      const phone = await openPhone(stage, await charge(till, "12.00"));
      await phone.page.locator("form[data-place]").waitFor();
      await stage.show("step-up", phone);
      await phone.page.locator("form[data-place] button").click();
      await phone.page.locator("form[data-place] .bad").waitFor();
      await stage.show("step-up-refused", phone);
      await face(till, "claimed");
      const right = (await till.page.locator(".match-words strong").textContent()) ?? "";
      await phone.page.locator("button[name=choice]").filter({ hasNotText: right }).first().click();
      // How many tries are left stands at the head; that the phone told no place is gone with the last picture.
      await phone.page.locator("h1 ~ [role=alert].bad").first().waitFor();
      await stage.show("step-up-words", phone);
    },
  },
  {
    name: "wallet",
    states: [
      "wallet-empty",
      "wallet-offer",
      "statement",
      "wallet-added",
      "wallet-not-added",
      "top-up-switch",
      "top-up-code",
      "top-up-bill",
      "top-up-ready",
      "top-up-till",
    ],
    async play(stage) {
      const words = wordsOf(stage);
      const till = await openTill(stage);
      const { page } = till;
      const phone = await openPhone(stage, "about:blank");
      await withPasskeys(phone);
      await phone.page.goto(byName(await charge(till, "23.50")));
      await phone.page.locator("form[data-wallet=open] button").click();
      await phone.page.locator("form[data-wallet=add] button").waitFor();
      await stage.show("wallet-empty", phone);
      await phone.page.locator("form[data-wallet=add] button").click();
      await phone.page.locator("form[data-wallet=pay] button").waitFor();
      await stage.show("wallet-offer", phone);
      await phone.page.locator("form[data-wallet=pay] button").click();
      await face(till, "paid");
      await nextSale(till.page);
      await phone.page.goto(byName(`${stage.counter.origin}/W`));
      await state(phone, "wallet");
      await stage.show("statement", phone);
      await phone.page.locator("form[action='/W/top-ups'] button").last().click();
      await state(phone, "paid");
      await stage.show("wallet-added", phone);
      await phone.page.goto(byName(`${stage.counter.origin}/W`));
      // An amount that the sandbox declines, as somebody would send it who knows the form.
      await phone.page.locator("input[name=amount]:checked").evaluate((usual) => {
        (usual as HTMLInputElement).value = "6601";
      });
      await phone.page.locator("form[action='/W/top-ups'] button").last().click();
      await phone.page.locator("h1.bad").waitFor();
      await stage.show("wallet-not-added", phone);
      await page.locator(".key-bill").click();
      await page.getByLabel(words.office.topUpSwitch).check();
      await stage.show("top-up-switch", till);
      await press(till, words.office.done);
      const link = byName(await charge(till, "20.00"));
      await stage.show("top-up-code", till);
      await phone.page.goto(link);
      await phone.page.locator("form[action$='/wallet'] button").waitFor();
      await stage.show("top-up-bill", phone);
      await phone.page.locator("form[action$='/wallet'] button").click();
      await page.locator(".match-words strong").waitFor();
      await phone.page.locator("h1").waitFor();
      await stage.show("top-up-ready", phone);
      await stage.show("top-up-till", till);
    },
  },
  {
    name: "receipt",
    states: ["receipt"],
    async play(stage) {
      const { counter } = stage;
      const { number, receipt } = await soldForCash(
        counter,
        1250,
        stage.look.language === "zh" ? "CNY" : "EUR",
      );
      const wish = { key: newKey(), amount: 250, reason: "One was cold" };
      await ask(counter, "POST", `/orders/${number}/refunds`, wish);
      const phone = await openPhone(stage, counter.served.demo.url + receipt);
      await phone.page.locator("[data-verdict=verified]").waitFor();
      await stage.show("receipt", phone);
    },
  },
  {
    name: "operator",
    states: ["operator", "operator-wrong", "operator-books"],
    async play(stage) {
      const { operatorKey } = secretsOf(stage.counter.stateFolder);
      const operator = await openPhone(stage, `${stage.counter.origin}/operator`);
      const { page } = operator;
      await stage.show("operator", operator);
      const show = async (key: string): Promise<void> => {
        await page.locator("input[name=key]").fill(key);
        await page.locator("form button").first().click();
      };
      await show("a guess");
      await page.locator("[role=alert]").waitFor();
      await stage.show("operator-wrong", operator);
      await show(operatorKey);
      await page.locator("[role=status]").waitFor();
      await stage.show("operator-books", operator);
    },
  },
];
