import { BEACON_PHRASES } from "../../terminal-web/view/beacon/beacon-phrases.ts";
import { nearSentencesIn } from "../../worker/payer/near-sentences.ts";
import type { Device, DeviceOptions } from "../counter.ts";
import { LOCK_CODE, eddystoneNear, espruinoNear } from "../emulated-beacons.ts";
import { EmulatedRadio, openBrowserWithRadio } from "../emulated-radio.ts";
import { type Scene, type Stage, charge, openPhone, openTill, press, wordsOf } from "./scene.ts";

/** Plays in a browser that has a radio, which belongs to the whole browser and goes with it. */
async function withRadio(
  stage: Stage,
  play: (here: Stage, radio: EmulatedRadio, attended: DeviceOptions) => Promise<void>,
): Promise<void> {
  const browser = await openBrowserWithRadio();
  try {
    const radio = await EmulatedRadio.open(browser, "powered-on");
    const attended = { prepare: (page: Device["page"]) => radio.attend(page) };
    await play(await stage.elsewhere({ browser }), radio, attended);
  } finally {
    await browser.close();
  }
}

const beaconIs = ({ page }: Device, status: string): Promise<void> =>
  page.locator(`[data-status=${status}]`).waitFor({ timeout: 20_000 });

/** What a till shows of a beacon beside it, and what a phone's Bluetooth makes of the pick-up page. */
export const beaconScenes: readonly Scene[] = [
  {
    name: "beacon",
    states: [
      "beacon-none",
      "beacon-code-wrong",
      "beacon-locked",
      "beacon-connected",
      "beacon-on-air",
      "beacon-bluetooth-off",
    ],
    play: (stage) =>
      withRadio(stage, async (here, radio, attended) => {
        const words = BEACON_PHRASES[here.look.language];
        const { settings, office } = wordsOf(here);
        radio.choice = await eddystoneNear(radio);
        const till = await openTill(here, attended);
        const { page } = till;
        const connect = async (code: string): Promise<void> => {
          await page.getByLabel(words.lockCode).fill(code);
          await press(till, words.connect);
        };
        await press(till, settings);
        await press(till, words.beacon);
        await beaconIs(till, "none");
        await here.show("beacon-none", till);
        await connect("not a code");
        await page.getByText(words.lockCodeWrong).waitFor();
        await here.show("beacon-code-wrong", till);
        await connect("");
        await page.getByText(words.failures["key-needed"][0]).waitFor();
        await here.show("beacon-locked", till);
        await connect(LOCK_CODE);
        await beaconIs(till, "silent");
        await here.show("beacon-connected", till);
        for (const _ of ["the beacon", "the settings"]) await press(till, office.back);
        await charge(till, "7.00");
        await page.getByText(wordsOf(here).sale.onAir).waitFor({ timeout: 20_000 });
        await here.show("beacon-on-air", till);

        await radio.close();
        const off = await EmulatedRadio.open(here.counter.browser, "absent");
        const other = await openTill(await here.elsewhere({ browser: here.counter.browser }), {
          prepare: (opened) => off.attend(opened),
        });
        await press(other, settings);
        await press(other, words.beacon);
        await press(other, words.connect);
        await other.page.getByText(words.failures["bluetooth-off"][0]).waitFor();
        await here.show("beacon-bluetooth-off", other);
      }),
  },
  {
    name: "near-bluetooth",
    states: [
      "near-bluetooth",
      "near-asking",
      "near-silent",
      "near-how-near",
      "near-none-chosen",
      "near-not-a-till",
    ],
    play: (stage) =>
      withRadio(stage, async (here, radio, attended) => {
        const say = nearSentencesIn(here.look.language);
        const { trouble, asking, signal } = say.says;
        const board = await espruinoNear(radio);
        radio.choice = board;
        const till = await openTill(here, attended);
        const words = BEACON_PHRASES[here.look.language];
        await press(till, wordsOf(here).settings);
        await press(till, words.beacon);
        await press(till, words.connect);
        await beaconIs(till, "silent");
        for (const _ of ["the beacon", "the settings"])
          await press(till, wordsOf(here).office.back);
        await charge(till, "5.00");
        await till.page.getByText(wordsOf(here).sale.onAir).waitFor({ timeout: 20_000 });

        const phone = await openPhone(here, `${here.counter.origin}/near`, attended);
        const { page } = phone;
        const find = page.getByRole("button", { name: say.find });
        await find.waitFor();
        await here.show("near-bluetooth", phone);
        // Each time that it is asked, it is silent for as long as the phone has patience.
        radio.mischief = ({ type }) => (type === "read" ? "silent" : null);
        await page.clock.install();
        await find.click();
        await page.getByText(asking).waitFor();
        await here.show("near-asking", phone);
        await page.clock.fastForward(9_500);
        await page.getByRole("heading", { name: trouble.silent[0] }).waitFor();
        await here.show("near-silent", phone);
        await find.click();
        await page.getByText(asking).waitFor();
        const heard = setInterval(() => void radio.advertise(board, -65), 100);
        await page.getByText(signal[1]).waitFor();
        clearInterval(heard);
        await here.show("near-how-near", phone);
        await page.clock.fastForward(9_500);
        await page.getByRole("heading", { name: trouble.silent[0] }).waitFor();
        radio.choice = "close";
        await find.click();
        await page.getByRole("heading", { name: trouble.closed[0] }).waitFor();
        await here.show("near-none-chosen", phone);
        radio.choice = board;
        radio.mischief = ({ type }) =>
          type === "read" ? { answer: new TextEncoder().encode("https://evil.example/") } : null;
        await find.click();
        await page.getByRole("heading", { name: trouble.foreign[0] }).waitFor();
        await here.show("near-not-a-till", phone);
      }),
  },
];
