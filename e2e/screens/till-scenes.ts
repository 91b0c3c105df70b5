import { type FakeEar, installFakeRecogniser } from "../../terminal-web/voice/fake-recogniser.ts";
import { VOICE_PHRASES } from "../../terminal-web/view/voice/voice-phrases.ts";
import { sentencesIn } from "../../worker/payer/sentences.ts";
import type { Device } from "../counter.ts";
import {
  type Scene,
  charge,
  face,
  openPhone,
  openTill,
  pay,
  press,
  state,
  type,
  wordsOf,
} from "./scene.ts";

/** The till's own screen, and the payer's beside it, through everything that may become of a sale. */
export const tillScenes: readonly Scene[] = [
  {
    name: "over",
    states: ["expired", "expired-phone", "stale-code"],
    async play(stage) {
      const till = await openTill(stage, {
        // The shortest time that an order may have: nobody wants to look on for five minutes.
        prepare: (page) =>
          page.route("**/api/v1/orders", async (route) => {
            const postData = route.request().postDataJSON() as object;
            await route.continue({ postData: { ...postData, expiresInSeconds: 30 } });
          }),
      });
      const link = await charge(till, "8.00");
      const phone = await openPhone(stage, link);
      await state(phone, "claimed");
      const bill = phone.page.url();
      // While a phone holds it, an order outlives its time.
      await press(phone, sentencesIn(stage.look.language).notMe);
      await till.page.locator(".face-expired").waitFor({ timeout: 90_000 });
      await stage.show("expired", till);
      await phone.page.goto(bill);
      await phone.page.locator("main:not([data-state=claimed])").waitFor();
      await stage.show("expired-phone", phone);
      await phone.page.goto(link);
      await state(phone, "token-expired");
      await stage.show("stale-code", phone);
    },
  },
  {
    name: "sale",
    states: [
      "keypad",
      "keypad-hint",
      "keypad-draft",
      "code",
      "bill",
      "claimed",
      "stop-question",
      "code-of-another-phone",
      "till-paid",
      "phone-paid",
      "code-of-a-paid-bill",
    ],
    async play(stage) {
      const words = wordsOf(stage);
      const till = await openTill(stage);
      await stage.show("keypad", till);
      await till.page.locator(".charge").click();
      await till.page.locator(".hint").waitFor();
      await stage.show("keypad-hint", till);
      for (const digits of ["12.50", "4.20"]) await type(till, `${digits}+`);
      await type(till, "6.80");
      await stage.show("keypad-draft", till);
      const link = await charge(till, "");
      await stage.show("code", till);
      const phone = await openPhone(stage, link);
      await Promise.all([face(till, "claimed"), state(phone, "claimed")]);
      await stage.show("bill", phone);
      await stage.show("claimed", till);
      await press(till, words.sale.cancel);
      await stage.show("stop-question", till);
      await press(till, words.sale.keep);
      const other = await openPhone(stage, link);
      await state(other, "order-claimed");
      await stage.show("code-of-another-phone", other);
      await pay(phone);
      await Promise.all([face(till, "paid"), state(phone, "paid")]);
      await stage.show("till-paid", till);
      await stage.show("phone-paid", phone);
      await other.page.goto(link);
      await state(other, "order-paid");
      await stage.show("code-of-a-paid-bill", other);
    },
  },
  {
    name: "not-paid",
    states: [
      "till-declined",
      "phone-declined",
      "till-cancelled",
      "phone-cancelled",
      "till-paying",
      "phone-paying",
      "till-checking",
      "phone-checking",
      "stopping",
    ],
    async play(stage) {
      const words = wordsOf(stage);
      const till = await openTill(stage);
      const phone = await openPhone(stage, await charge(till, "66.01"));
      await pay(phone);
      await Promise.all([face(till, "declined"), phone.page.locator("h1.bad").waitFor()]);
      await stage.show("till-declined", till);
      await stage.show("phone-declined", phone);
      await press(till, words.sale.cancel);
      await press(till, words.sale.stop);
      await Promise.all([face(till, "cancelled"), state(phone, "order-cancelled")]);
      await stage.show("till-cancelled", till);
      await stage.show("phone-cancelled", phone);
      await press(till, words.sale.backToKeypad);

      await phone.page.goto(await charge(till, "66.06"));
      await pay(phone);
      await Promise.all([face(till, "paying"), state(phone, "paying")]);
      // Both at once: it lasts no longer than the bank's patience.
      await Promise.all([stage.show("till-paying", till), stage.show("phone-paying", phone)]);
      await Promise.all([
        face(till, "checking"),
        phone.page
          .locator("[data-state=paying]")
          .filter({ hasText: /check with the bank|核实|Checking/ })
          .waitFor({ timeout: 20_000 }),
      ]);
      await Promise.all([stage.show("till-checking", till), stage.show("phone-checking", phone)]);
      // The wish is on its way for as long as it is looked at.
      const seen = Promise.withResolvers<void>();
      await till.page.route("**/cancel", (route) => seen.promise.then(() => route.continue()));
      await press(till, words.sale.cancel);
      await press(till, words.sale.stop);
      await face(till, "stopping");
      await stage.show("stopping", till);
      seen.resolve();
      await till.page.locator(".face-stopping").waitFor({ state: "detached", timeout: 60_000 });
    },
  },
  {
    name: "bad-signal",
    states: ["no-sound", "offline", "offline-code", "phone-offline", "elsewhere"],
    async play(stage) {
      const till = await openPhone(stage, stage.counter.served.demo.terminalUrl);
      await till.page.locator(".notice").first().waitFor();
      await stage.show("no-sound", till);
      const phone = await openPhone(stage, await charge(till, "7.00"));
      await Promise.all([face(till, "claimed"), state(phone, "claimed")]);
      await phone.context.setOffline(true);
      await phone.page.locator("#offline").waitFor({ timeout: 40_000 });
      await stage.show("phone-offline", phone);
      await press(till, wordsOf(stage).sale.next);
      await till.context.setOffline(true);
      await till.page.locator(".line-offline").waitFor({ timeout: 40_000 });
      await stage.show("offline", till);
      await type(till, "3.00");
      await till.page.locator(".charge").click();
      await till.page.locator(".old-news").waitFor({ timeout: 20_000 });
      await stage.show("offline-code", till);
      await till.context.setOffline(false);
      const second = await till.context.newPage();
      await second.goto(stage.counter.served.demo.terminalUrl);
      const both = [till.page, second].map((page) => page.locator(".gate button").waitFor());
      await Promise.any(both);
      const isFirst = await till.page.locator(".gate button").isVisible();
      await stage.show("elsewhere", isFirst ? till : { ...till, page: second });
    },
  },
  {
    name: "voice",
    states: ["voice-listening", "voice-heard", "voice-choices", "voice-nothing"],
    async play(stage) {
      const words = wordsOf(stage);
      const till = await openTill(stage, {
        prepare: (page) => page.addInitScript(installFakeRecogniser, {}),
      });
      await press(till, words.speak);
      await isListening(till, true);
      await stage.show("voice-listening", till);
      const isChinese = stage.look.language === "zh";
      const said = isChinese
        ? (["两碗牛肉面十二块五,一瓶可乐三块,还有一点别的", "二百五", "今天天气真好"] as const)
        : ([
            "two coffees at three fifty and a bagel four twenty-five and something lovely",
            "twelve fifty",
            "did you see the match last night",
          ] as const);
      const states = ["voice-heard", "voice-choices", "voice-nothing"] as const;
      for (const [index, name] of states.entries()) {
        if (index > 0) {
          await press(till, VOICE_PHRASES[stage.look.language].digits);
          await press(till, words.clear);
          await press(till, words.speak);
          await isListening(till, true);
        }
        await till.page.evaluate(`fakeEar.hear(${JSON.stringify(said[index])}, true)`);
        await till.page.locator(".voice-result").waitFor();
        await stage.show(name, till);
      }
    },
  },
];

/** Asked by a function: a text would be tried once, and then be against the page's policy. */
const isListening = ({ page }: Device, wanted: boolean): Promise<unknown> =>
  page.waitForFunction(
    (isIt) => (globalThis as unknown as { fakeEar: FakeEar }).fakeEar.isListening() === isIt,
    wanted,
  );
