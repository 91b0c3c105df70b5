import { once } from "node:events";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FakeStripe } from "../worker/tests/stripe/fake-stripe.ts";

/** The fake of Stripe's API on a port of this machine, for a till that runs in a process of its own. */
export interface FakeStripeServer {
  readonly origin: string;
  /** What a payer does on Stripe's page, by the attempt's reference. */
  act(what: string, reference: string, more?: object): Promise<void>;
  close(): Promise<void>;
}

export async function openFakeStripe(): Promise<FakeStripeServer> {
  const fake = new FakeStripe();
  const ask = (host: string, path: string, init: RequestInit): Promise<Response> =>
    fake.fetch(new Request(`https://${host}${path}`, init));
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "GET", url = "/", headers } = request;
    const answer = await ask("api.stripe.com", url, {
      method,
      headers: { "idempotency-key": String(headers["idempotency-key"] ?? "") },
      ...(method !== "GET" && { body: Buffer.concat(chunks).toString() }),
    });
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(await answer.text());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async act(what, reference, more = {}) {
      const body = JSON.stringify({ reference, ...more });
      const answer = await ask("fake-stripe.test", `/${what}`, { method: "POST", body });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
