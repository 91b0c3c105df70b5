import { DAY_PHRASES } from "../../terminal-web/view/day/day-phrases.ts";
import { DISPLAYS_PHRASES } from "../../terminal-web/view/displays/displays-phrases.ts";
import { scanned } from "../camera.ts";
import { openDisplay } from "../open-display.ts";
import { nextSale } from "../next-sale.ts";
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

/** The screens behind the settings, in the order in which they stand there. */
const SETTINGS = [
  "ways-to-pay",
  "displays",
  "catalogue",
  "place",
  "policy",
  "beacon",
  "refund-limit",
] as const;

/** The screens around the till: cash, parts, refunds, the day, the settings; and what faces the customer. */
export const officeScenes: readonly Scene[] = [
  {
    name: "counter",
    states: [
      "lines",
      "cash",
      "cash-other",
      "cash-paid",
      "split",
      "split-code",
      "split-payer",
      "split-open",
      "sales",
      "sale-detail",
      "refund",
      "refund-sure",
      "refund-cash",
      "refund-done",
    ],
    async play(stage) {
      const words = wordsOf(stage);
      const till = await openTill(stage);
      const { page } = till;
      await type(till, "3.80+");
      await page.locator(".key-bill").click();
      await page.locator(".line-row").first().waitFor();
      await stage.show("lines", till);
      await press(till, words.office.done);
      await charge(till, "8.70");
      await press(till, words.sale.cash);
      await page.locator("input[name=tender]").nth(1).check();
      await stage.show("cash", till);
      await page.locator("input[name=tender]").last().check();
      await page.keyboard.type("5");
      await page.locator(".change .fault").waitFor();
      await stage.show("cash-other", till);
      await page.locator("input[name=tender]").nth(1).check();
      await page.locator(".counter-form .strong").click();
      await face(till, "paid");
      await stage.show("cash-paid", till);
      await nextSale(till.page);

      await charge(till, "30.00");
      await press(till, words.sale.cash);
      await press(till, words.counter.split);
      await stage.show("split", till);
      await press(till, words.counter.people(3));
      await face(till, "code");
      const phone = await openPhone(stage, await scanned(page));
      await state(phone, "claimed");
      await stage.show("split-payer", phone);
      await face(till, "claimed");
      await stage.show("split-code", till);
      await pay(phone);
      await face(till, "paid");
      await press(till, words.sale.toBill);
      await page.locator(".split-row").first().waitFor();
      await stage.show("split-open", till);
      await press(till, words.office.back);
      await page.locator(".order-row").first().waitFor();
      await stage.show("sales", till);
      await page.locator(".order-row", { hasText: "12.50" }).first().click();
      await page.locator(".facts").waitFor();
      await stage.show("sale-detail", till);
      await press(till, words.counter.refund);
      await page.locator("input[name=much]").last().check();
      await page.locator(".counter-form input:not([type=radio])").first().fill("2.50");
      await stage.show("refund", till);
      await press(till, words.counter.reasons[1] ?? "");
      await press(till, words.counter.goOn);
      await page.getByRole("alertdialog").waitFor();
      await stage.show("refund-sure", till);
      await page.getByRole("alertdialog").locator(".strong").click();
      await page.locator(".hand-out").waitFor();
      await stage.show("refund-cash", till);
      await press(till, words.counter.handedOut);
      await stage.show("refund-done", till);
    },
  },
  {
    name: "day",
    states: ["day", "close-question", "closed-day"],
    async play(stage) {
      const words = DAY_PHRASES[stage.look.language];
      const till = await openTill(stage);
      const { page } = till;
      await charge(till, "5.00");
      await press(till, wordsOf(stage).sale.cash);
      await page.locator(".counter-form .strong").click();
      await face(till, "paid");
      await nextSale(till.page);
      await press(till, wordsOf(stage).orders);
      await press(till, words.title);
      await page.locator(".day-close").waitFor();
      await stage.show("day", till);
      await press(till, words.close);
      await page.getByRole("alertdialog").waitFor();
      await stage.show("close-question", till);
      await press(till, words.closeNow);
      await page.getByRole("button", { name: words.backToDay }).waitFor();
      await stage.show("closed-day", till);
    },
  },
  {
    name: "settings",
    states: ["settings", ...SETTINGS, "displays-link", "catalogue-item", "place-asked"],
    async play(stage) {
      const words = wordsOf(stage);
      const place = { latitude: 50.087, longitude: 14.4208, accuracy: 12 };
      const till = await openTill(stage, { place });
      const { page } = till;
      await press(till, words.settings);
      await page.locator(".row-link").first().waitFor();
      await stage.show("settings", till);
      for (const [index, name] of SETTINGS.entries()) {
        await page.locator(".row-link").nth(index).click();
        await page.locator(".row-link").first().waitFor({ state: "detached" });
        // What the server was asked for has come.
        await page.locator("main :is(button, input, .notice)").first().waitFor();
        await stage.show(name, till);
        if (name === "displays") {
          await press(till, DISPLAYS_PHRASES[stage.look.language].link);
          await page.locator(".address").waitFor();
          await stage.show("displays-link", till);
        }
        if (name === "catalogue") {
          await page.locator("main .button").first().click();
          await page.locator(".line-form").waitFor();
          await stage.show("catalogue-item", till);
        }
        if (name === "place") {
          await page.locator("main .button").first().click();
          await page.getByText("50.087").first().waitFor();
          await stage.show("place-asked", till);
        }
        await page.locator(".top-bar button").first().click();
      }
    },
  },
  {
    name: "display",
    states: ["display-unlinked", "display-idle", "display-code", "display-claimed", "display-paid"],
    async play(stage) {
      const till = await openTill(stage);
      const unlinked = await openPhone(stage, `${stage.counter.origin}/display/1`);
      await unlinked.page.locator("h1").waitFor();
      await stage.show("display-unlinked", unlinked);
      const display = await openDisplay(stage.counter, till.page, stage.options);
      await stage.show("display-idle", display);
      for (const digits of ["12.50", "4.20"]) await type(till, `${digits}+`);
      const link = await charge(till, "");
      await face(display, "code");
      await stage.show("display-code", display);
      const phone = await openPhone(stage, link);
      await face(display, "claimed");
      await stage.show("display-claimed", display);
      await pay(phone);
      await face(display, "paid");
      await stage.show("display-paid", display);
    },
  },
];
