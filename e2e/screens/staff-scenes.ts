import { OWNER_PHRASES } from "../../terminal-web/owner/owner-phrases.ts";
import { STAFF_PHRASES } from "../../terminal-web/view/staff/staff-phrases.ts";
import { withPasskeys } from "../passkeys.ts";
import { ShopOwner } from "../shop-owner.ts";
import { nextSale } from "../next-sale.ts";
import { type Scene, byName, charge, face, openPhone, press, wordsOf } from "./scene.ts";

const LONG_NAME = {
  en: "Maximiliane Constanze von Hohenstein-Gör",
  zh: "欧阳慕容司徒上官诸葛东方皇甫尉迟公孙",
} as const;

/** Shops of one's own: the owner's page, how a device becomes a till, and who stands at it. */
export const staffScenes: readonly Scene[] = [
  {
    name: "owner",
    states: [
      "owner-welcome",
      "owner-by-code",
      "owner-sign-up",
      "owner-codes",
      "owner-terminals",
      "owner-terminal-link",
      "owner-terminal-linked",
      "owner-terminal-more",
      "owner-revoke",
      "owner-staff",
      "owner-safety",
      "owner-keys",
      "owner-trail",
    ],
    async play(stage) {
      const words = OWNER_PHRASES[stage.look.language];
      const owner = await openPhone(stage, "about:blank");
      const { page } = owner;
      await withPasskeys(owner);
      await page.goto(byName(`${stage.counter.origin}/owner`));
      await page.getByRole("button", { name: words.openShop }).waitFor();
      await stage.show("owner-welcome", owner);
      await press(owner, words.byCode);
      await stage.show("owner-by-code", owner);
      await press(owner, words.back);
      await press(owner, words.openShop);
      await page.getByLabel(words.shopName).waitFor();
      await stage.show("owner-sign-up", owner);
      await page.getByLabel(words.shopName).fill(LONG_NAME[stage.look.language]);
      await press(owner, words.create);
      await page.locator(".codes li").first().waitFor();
      await stage.show("owner-codes", owner);
      await page.getByLabel(words.kept).check();
      await press(owner, words.goOn);
      await page.locator(".card").first().waitFor();
      await stage.show("owner-terminal-link", owner);
      const link = await page.locator(".card a.button").getAttribute("href");
      await openPhone(stage, new URL(link ?? "", page.url()).href);
      await page.locator(".card .good").waitFor({ timeout: 20_000 });
      await stage.show("owner-terminal-linked", owner);
      await press(owner, words.close);
      await stage.show("owner-terminals", owner);
      await page.locator("[data-terminal] summary").first().click();
      await stage.show("owner-terminal-more", owner);
      await press(owner, words.revoke);
      await stage.show("owner-revoke", owner);
      await press(owner, words.sections.staff);
      await page.locator("input[name=name]").fill(LONG_NAME[stage.look.language]);
      await page.locator("input[name=pin]").fill("2468");
      await page.locator(".name-form .button").first().click();
      await page.locator("[data-staff='1'] summary").click();
      await stage.show("owner-staff", owner);
      await press(owner, words.sections.safety);
      await page.locator(".section").waitFor();
      await stage.show("owner-safety", owner);
      await press(owner, words.sections.keys);
      await page.locator(".rules input[name=name]").fill(LONG_NAME[stage.look.language]);
      await page.locator(".rules .button").click();
      await page.locator("[data-key]").waitFor();
      await page.locator("[data-terminal] summary").click();
      await stage.show("owner-keys", owner);
      await press(owner, words.sections.trail);
      await page.locator(".record").first().waitFor();
      await stage.show("owner-trail", owner);
    },
  },
  {
    name: "staff",
    states: [
      "who",
      "pin",
      "pin-wrong",
      "keypad-of-a-cashier",
      "refund-refused",
      "approval",
      "approval-pin",
      "enrolment",
      "enrolment-refused",
      "revoked",
    ],
    async play(stage) {
      const words = wordsOf(stage);
      const staffWords = STAFF_PHRASES[stage.look.language];
      const name = LONG_NAME[stage.look.language];
      const owner = await ShopOwner.join(stage.counter, "Corner Bakery", stage.look.language);
      await owner.ask("POST", "/shop/staff", { name, role: "cashier", pin: "2468" });
      await owner.ask("POST", "/shop/staff", { name: "Otto", role: "manager", pin: "13579" });
      await owner.ask("PUT", "/shop/staff-rules", {
        refundLimit: { manager: null, cashier: 500 },
        cashierMay: { drawer: true, reports: false, settings: false },
        lockAfterSeconds: 600,
      });
      const till = await openPhone(stage, owner.terminalLink);
      const { page } = till;
      await page.locator(".names button").first().waitFor();
      await stage.show("who", till);
      await page.locator(".names button", { hasText: name }).click();
      await page.locator(".pin-form").waitFor();
      await stage.show("pin", till);
      await page.keyboard.type("1111");
      await page.locator(".pin-go").click();
      await page.locator(".fault").waitFor();
      await stage.show("pin-wrong", till);
      await page.keyboard.type("2468");
      await page.keyboard.press("Enter");
      await page.locator(".cashier").waitFor();
      await stage.show("keypad-of-a-cashier", till);
      await charge(till, "12.50");
      await press(till, words.sale.cash);
      await page.locator(".counter-form .strong").click();
      await face(till, "paid");
      await nextSale(till.page);
      await press(till, words.orders);
      await page.locator(".order-row").first().click();
      await press(till, words.counter.refund);
      await press(till, words.counter.reasons[1] ?? "");
      await press(till, words.counter.goOn);
      await page.getByRole("alertdialog").locator(".strong").click();
      await page.getByRole("button", { name: staffWords.approve }).waitFor();
      await stage.show("refund-refused", till);
      await press(till, staffWords.approve);
      await stage.show("approval", till);
      await page.locator(".approval .names button").click();
      await stage.show("approval-pin", till);

      const device = await openPhone(stage, `${owner.origin}/terminal`);
      await device.page.locator(".enrol-form").waitFor();
      await stage.show("enrolment", device);
      await device.page.locator(".enrol-form input").fill("hello");
      await device.page.locator(".enrol-form .button").click();
      await device.page.locator(".fault").waitFor();
      await stage.show("enrolment-refused", device);
      await owner.ask("POST", "/shop/terminals/1/revoke");
      await page.locator(".enrol-form").waitFor({ timeout: 20_000 });
      await stage.show("revoked", till);
    },
  },
];
