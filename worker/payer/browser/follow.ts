// What the script adds to a page that works without it: it claims at once, pays without leaving, and follows the order.
// The server draws every state; this only puts the new picture in place.

import { trusted } from "./trusted.ts";

const main = (): HTMLElement => document.querySelector("main") as HTMLElement;
const line = document.querySelector("#offline") as HTMLElement;
const said = document.querySelector("#said") as HTMLElement;
const parser = new DOMParser();
const versionOf = ({ dataset: { version } }: HTMLElement): number => Number(version);

const eachButton = (part: ParentNode, act: (button: HTMLElement) => unknown): void =>
  part.querySelectorAll("button").forEach(act);

/** On the way to a rail's own page: a new picture would call the browser back. */
let isLeaving = false;
addEventListener("pageshow", () => (isLeaving = false));

/** Asks for a picture of the state, and shows it unless a newer one has come in meanwhile. */
async function ask(url: string, init: RequestInit = {}): Promise<void> {
  const response = await fetch(url, { ...init, headers: { ...init.headers, "x-part": "main" } });
  const html = trusted.createHTML(await response.text());
  const next = parser.parseFromString(html, "text/html").querySelector("main");
  line.hidden = true;
  // What has no version is no order's state any more: it is shown, since nothing is less than NaN.
  if (isLeaving || !next || versionOf(next) < versionOf(main())) return;
  const held = document.activeElement?.textContent;
  main().replaceWith(next);
  // Whoever works by keys goes on where they were: a picture that comes in must not take the button away from Enter.
  eachButton(next, (button) => button.textContent === held && button.focus());
  note(next);
  const title = next.querySelector("h1")?.textContent as string;
  // A picture comes every half minute, and what it says is said once.
  if (title !== said.textContent) said.textContent = title;
  if (next.dataset["state"] === "paid") navigator.vibrate?.(80);
  const out = init.method && next.querySelector<HTMLAnchorElement>("a[data-go]");
  if (!out) return;
  isLeaving = true;
  location.assign(out.href);
}

/** What a reload opens: this phone's own bill, also where its claim has not got through yet. */
const note = ({ dataset: { url } }: HTMLElement): void => {
  if (url) history.replaceState(null, "", url);
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Claims, and keeps asking while there is something to wait for. A failure to ask is no answer: it says so, and asks again. */
async function follow(): Promise<void> {
  for (let failures = 0; ;) {
    const { url, version, live } = main().dataset;
    // On a page that has not claimed yet.
    const { claim } = document.forms as unknown as Partial<Record<"claim", HTMLFormElement>>;
    if ((!claim && live === undefined) || document.hidden) {
      await wait(500);
      continue;
    }
    try {
      // Without its button's value the form only claims.
      await (claim ? send(claim) : ask(`${url}?after=${version}&wait=25`));
      failures = 0;
    } catch {
      failures += 1;
      line.hidden = false;
      await wait(Math.min(10_000, 500 * 2 ** failures) * (0.5 + Math.random() / 2));
    }
  }
}

function send(form: HTMLFormElement, button?: HTMLElement | null): Promise<void> {
  const fields = new URLSearchParams(
    new FormData(form, button) as unknown as Record<string, string>,
  );
  return ask(form.action, { method: "POST", body: fields });
}

/** Where the phone is, asked for only when its owner has tapped the button that says why. */
const position = (): Promise<GeolocationCoordinates> =>
  new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, {
      timeout: 10_000,
    }),
  );

async function showPlace(form: HTMLFormElement): Promise<void> {
  const refused = form.querySelector("[role=alert]") as HTMLElement;
  const coords = await position().catch(() => null);
  refused.hidden = coords !== null;
  if (!coords) return;
  const { latitude, longitude, accuracy } = coords;
  // Numbers are written as their text is.
  const told = { latitude, longitude, accuracy } as unknown as Record<string, string>;
  const body = new URLSearchParams(told);
  await ask(form.action, { method: "POST", body });
}

document.documentElement.className = "has-script";

addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  event.preventDefault();
  const sent = "place" in form.dataset ? showPlace(form) : send(form, event.submitter);
  const isOff = (disabled: boolean): void =>
    eachButton(form, (button) => Object.assign(button, { disabled }));
  isOff(true);
  sent
    // Sending the very same form again is safe: its key makes it the same instruction.
    .catch(() => (line.hidden = false))
    .finally(() => isOff(false));
});

note(main());
void follow();
