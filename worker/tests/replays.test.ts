import { describe, it } from "vitest";
import { type Reply, Till, call, newSecret } from "./till.ts";

/** A request as it went over the wire, and what was said to it. */
interface Captured {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly bearer?: string;
  readonly reply: Reply;
}

/** Somebody who hears every request of a sale and can say it again. */
class Eavesdropper {
  readonly captured: Captured[] = [];
  readonly till: Till;

  constructor(till: Till) {
    this.till = till;
  }

  async payer(path: string, body?: object): Promise<Reply> {
    return this.#send({ method: "POST", path, ...(body && { body }) });
  }

  async terminal(path: string, body?: object): Promise<Reply> {
    return this.#send({
      method: "POST",
      path,
      bearer: this.till.credential,
      ...(body && { body }),
    });
  }

  /** Everything that was heard so far, three times over. Gives what was answered otherwise than with a plain "no". */
  async replay(): Promise<string[]> {
    const surprises: string[] = [];
    for (const request of [...this.captured, ...this.captured, ...this.captured]) {
      const { method, path, body, bearer, reply } = request;
      const { status } = await call(method, path, body, bearer);
      // The same answer once more, made known before rather than made; or that it is too late, or not open to this.
      if (![reply.status, 200, 409, 410].includes(status))
        surprises.push(`${method} ${path}: ${reply.status}, then ${status}`);
    }
    return surprises;
  }

  async #send(request: Omit<Captured, "reply">): Promise<Reply> {
    const reply = await call(request.method, request.path, request.body, request.bearer);
    this.captured.push({ ...request, reply });
    return reply;
  }
}

/** What a replay must leave as it is: the order, and every event there is. */
async function stateOf(till: Till, number: string): Promise<unknown> {
  const [order, events] = [
    await till.get(`/api/v1/orders/${number}`),
    await till.get("/api/v1/events?after=0"),
  ];
  return [order.body, events.body.events];
}

/** How a sale goes, one request at a time. */
type Step = (ear: Eavesdropper, number: string, claimed: { id: string }) => Promise<Reply>;

const place: Step = (ear, number) =>
  ear.terminal("/api/v1/orders", { number, amount: { minor: 2350, currency: "EUR" } });
const claim: Step = async (ear, number, claimed) => {
  const reply = await ear.payer("/api/v1/claims", {
    token: await ear.till.token(number),
    key: newSecret(),
  });
  claimed.id = reply.body.id;
  return reply;
};
const instruct: Step = (ear, _, { id }) =>
  ear.payer(`/api/v1/claims/${id}/instructions`, { key: newSecret(), rail: "sandbox" });
const release: Step = (ear, _, { id }) => ear.payer(`/api/v1/claims/${id}/release`);
const cancel: Step = (ear, number) => ear.terminal(`/api/v1/orders/${number}/cancel`);
const cash: Step = (ear, number) =>
  ear.terminal(`/api/v1/orders/${number}/cash`, { key: newSecret(), tendered: 5000 });
const refund: Step = (ear, number) =>
  ear.terminal(`/api/v1/orders/${number}/refunds`, {
    key: newSecret(),
    amount: 350,
    reason: "Cold",
  });

describe.concurrent("whatever was heard of a sale and is said again", () => {
  it.for<[string, Step[]]>([
    ["paid and refunded twice", [place, claim, instruct, refund, refund]],
    ["released, claimed by another and paid", [place, claim, release, claim, instruct]],
    ["released and cancelled", [place, claim, release, cancel]],
    ["cancelled under its claim", [place, claim, cancel]],
    ["paid in cash", [place, cash, refund]],
  ])("changes nothing of one that is %s, after any of its steps", async ([, steps], { expect }) => {
    const till = await Till.open();
    const number = till.nextNumber();
    const ear = new Eavesdropper(till);
    const claimed = { id: "" };
    for (const step of steps) {
      const reply = await step(ear, number, claimed);
      expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
      const before = await stateOf(till, number);
      expect(await ear.replay()).toEqual([]);
      expect(await stateOf(till, number)).toEqual(before);
    }
  });
});
