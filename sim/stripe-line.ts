import { createHmac } from "node:crypto";
import type Stripe from "stripe";
import type { Life, Machine } from "./machine.ts";
import type { Network } from "./network.ts";
import type { HttpReply, SimulatedStripe } from "./stripe.ts";

/** How long a call that has no answer hangs before its connection breaks, in ms. */
const BREAKS_AFTER_MS = [100, 1_000, 8_000] as const;

type Fetch = typeof fetch;

declare global {
  var simulatedHttp: typeof httpOver;
  var simulatedCrypto: typeof cryptoOf;
}

/** What a machine's one life fetches, once its turn is kept. There is nothing outside but Stripe. */
export function fetchFor(machine: Machine, life: Life, network: Network, far: SimulatedStripe) {
  return (input: unknown, init?: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      let isOver = false;
      const once = (then: () => void): Promise<void> | void => {
        if (isOver) return;
        isOver = true;
        return machine.resume(life, then);
      };
      const reply = (answer: HttpReply): void =>
        network.send("stripe", machine.name, () =>
          once(() => resolve(answer as unknown as Response)),
        );
      machine.output(life, () => {
        network.send(machine.name, "stripe", () => far.handle(String(input), init ?? {}, reply));
        far.timeline.in(far.dice.pick(BREAKS_AFTER_MS), () =>
          once(() => reject(new TypeError("Network connection lost."))),
        );
      });
    });
}

/** The official library's own opening for another HTTP client: its usual one keeps time by a real clock. */
function httpOver(Library: typeof Stripe, fetch: Fetch): Stripe.HttpClient {
  class Answer extends Library.HttpClientResponse {
    readonly #reply: HttpReply;

    constructor(reply: HttpReply) {
      super(reply.status, reply.headers);
      this.#reply = reply;
    }

    override getRawResponse(): unknown {
      return this.#reply;
    }

    override async toJSON(): Promise<unknown> {
      return JSON.parse(this.#reply.body);
    }
  }
  class Client extends Library.HttpClient {
    override getClientName(): string {
      return "simulated";
    }

    override async makeRequest(
      host: string,
      _port: string | number,
      path: string,
      method: string,
      headers: object,
      body: string,
    ): Promise<Stripe.HttpClientResponse> {
      const init = { method, headers: headers as HeadersInit, body };
      return new Answer((await fetch(`https://${host}${path}`, init)) as unknown as HttpReply);
    }
  }
  return new Client();
}

/** The same MACs at once: those of the Web Crypto API come from another thread, when it likes. */
function cryptoOf(Library: typeof Stripe): Stripe.CryptoProvider {
  const macOf = (payload: string, secret: string): string =>
    createHmac("sha256", secret).update(payload, "utf8").digest("hex");
  return Object.assign(Library.createSubtleCryptoProvider(), {
    computeHMACSignatureAsync: (payload: string, secret: string) =>
      Promise.resolve(macOf(payload, secret)),
  });
}

Object.assign(globalThis, { simulatedHttp: httpOver, simulatedCrypto: cryptoOf });
