import type { Language } from "../worker/contract/merchant.ts";
import { Authenticator, bytesIn } from "../worker/tests/authenticator.ts";
import type { Counter, Device } from "./counter.ts";

type Json = Readonly<Record<string, string>>;

/** An owner with a shop of his own, who speaks to the API as his page does: for what a test needs but does not look at. */
export class ShopOwner {
  readonly origin: string;
  /** Makes the device that it is opened on the shop's first terminal. */
  readonly terminalLink: string;
  readonly #cookie: string;

  private constructor(origin: string, cookie: string, terminalLink: string) {
    this.origin = origin;
    this.#cookie = cookie;
    this.terminalLink = terminalLink;
  }

  static async join(
    { served: { demo } }: Counter,
    name: string,
    language: Language = "en",
  ): Promise<ShopOwner> {
    // Passkeys are for names: browsers make none for a bare address.
    const origin = `http://localhost:${new URL(demo.url).port}`;
    const phone = await Authenticator.make(origin);
    const asked = await send(origin, "POST", "/sign-ups/options", { name });
    const { ticket, options } = (await asked.json()) as {
      ticket: string;
      options: { challenge: string; user: { id: string } };
    };
    const passkey = await phone.register(options.challenge, bytesIn(options.user.id), {});
    const shop = { name, currency: "EUR", language, place: null };
    const joined = await send(origin, "POST", "/sign-ups", { ticket, passkey, shop });
    const cookie = joined.headers.get("set-cookie")?.split(";")[0] ?? "";
    const { terminalLink } = (await joined.json()) as { terminalLink: string };
    return new ShopOwner(origin, cookie, terminalLink);
  }

  /** Opens the shop's page on this device as if the owner had signed in there. */
  async openPage({ context, page }: Device): Promise<void> {
    const [name = "", ...value] = this.#cookie.split("=");
    const cookie = {
      name,
      value: value.join("="),
      url: "https://localhost",
      secure: true,
      httpOnly: true,
    };
    await context.addCookies([cookie]);
    await page.goto(`${this.origin}/owner`);
  }

  async ask<Answer = Json>(
    method: "GET" | "POST" | "PUT",
    path: string,
    body: object = {},
  ): Promise<Answer> {
    const response = await send(this.origin, method, path, method === "GET" ? undefined : body, {
      cookie: this.#cookie,
    });
    return (await response.json()) as Answer;
  }
}

async function send(
  origin: string,
  method: string,
  path: string,
  body?: object,
  headers: Json = {},
): Promise<Response> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { ...headers, origin, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return response;
}
