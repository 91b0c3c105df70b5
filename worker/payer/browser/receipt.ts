import { trusted } from "./trusted.ts";
// What the script adds to a receipt: it checks the signature here, in the payer's own browser, and shows what has changed
// since, such as a refund.

export type Verdict = "verified" | "unable" | "mismatch";

const main = (): HTMLElement => document.querySelector("main") as HTMLElement;
const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const jsonOf = (base64url: string): unknown =>
  JSON.parse(new TextDecoder().decode(bytesOf(base64url)));

/** What a mark may stand for: an amount, a line, whose total is shown, or a text. */
interface Signed {
  readonly minor?: number;
  readonly unitPrice?: number;
  readonly quantity?: number;
}

interface Counted {
  readonly lines: readonly unknown[];
  readonly refunds: readonly unknown[];
}

/** Whether the page shows what was signed: of a number its digits, whatever the language puts between them. */
function shows({ dataset, textContent }: HTMLElement, receipt: unknown): boolean {
  const text = dataset["value"] ?? textContent ?? "";
  const path = (dataset["signed"] as string).split(".");
  const signed = path.reduce((value, key) => (value as Record<string, unknown>)[key], receipt);
  if (typeof signed === "string") return text.includes(signed);
  const { minor, unitPrice = 0, quantity = 0 } = signed as Signed;
  const value = minor ?? unitPrice * quantity;
  return Number(text.replace(/\D/g, "")) === Math.abs(value) && /[-−]/.test(text) === value < 0;
}

async function keyNamed(kid: string): Promise<CryptoKey | null> {
  const { keys } = await (await fetch("/.well-known/jwks.json")).json();
  const published = keys.find((key: { kid: string }) => key.kid === kid);
  if (!published) return null;
  const { kty, crv, x } = published;
  return crypto.subtle.importKey("jwk", { kty, crv, x }, "Ed25519", false, ["verify"]);
}

async function judge(seal: string): Promise<Verdict> {
  const [head = "", body = "", signature = ""] = seal.split(".");
  try {
    const { kid } = jsonOf(head) as { kid: string };
    // No network, no Ed25519 in this browser, or a page without https: nothing is known then.
    const key = await keyNamed(kid).catch(() => undefined);
    if (key === undefined) return "unable";
    const signed = new TextEncoder().encode(`${head}.${body}`);
    if (!key || !(await crypto.subtle.verify("Ed25519", key, bytesOf(signature), signed)))
      return "mismatch";
    const receipt = jsonOf(body) as Counted & { part?: Counted };
    const marks = [...document.querySelectorAll<HTMLElement>("[data-signed]")];
    const lines = (receipt.part ?? receipt).lines;
    const count = 3 + 2 * lines.length + 2 * receipt.refunds.length;
    return marks.length === count && marks.every((mark) => shows(mark, receipt))
      ? "verified"
      : "mismatch";
  } catch {
    return "mismatch";
  }
}

async function check(): Promise<void> {
  const card = document.querySelector("[data-seal]") as HTMLElement;
  const verdict = await judge(card.dataset["seal"] as string);
  for (const line of card.querySelectorAll<HTMLElement>("[data-verdict]"))
    line.hidden = line.dataset["verdict"] !== verdict;
}

/** Asks for what is newer; answered at once when there is something, and after a while otherwise. */
async function refresh(): Promise<void> {
  const { url, version } = main().dataset;
  const headers = { "x-part": "main" };
  const response = await fetch(`${url}?after=${version}&wait=25`, { headers });
  const text = await response.text();
  const next = new DOMParser()
    .parseFromString(trusted.createHTML(text), "text/html")
    .querySelector("main");
  if (!response.ok || !next || next.dataset["version"] === version) return;
  main().replaceWith(next);
  await check();
}

/** How often an open receipt asks before it leaves it until somebody comes back to it. */
const ROUNDS = 30;
let left = ROUNDS;
document.addEventListener("visibilitychange", () => (left = ROUNDS));

async function follow(): Promise<void> {
  for (;;) {
    const isWatched = !document.hidden && left-- > 0;
    if (isWatched) await refresh().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

void check().then(follow);
