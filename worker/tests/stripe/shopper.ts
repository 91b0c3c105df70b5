import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect } from "vitest";
import type { ClaimView } from "../../contract/claim.ts";
import { Till, instruct, newSecret } from "../till.ts";
import { type Event, atStripe, deliverEvent } from "./deliver.ts";

interface Seen {
  readonly types: string[];
  readonly status: string;
}

/** One order of one merchant, on its way through Stripe: what its payer, its till and Stripe's pages do. */
export class Shopper {
  readonly till: Till;
  readonly number: string;
  readonly claim: ClaimView;
  /** Names the attempt at Stripe. */
  readonly reference: string;

  constructor(till: Till, number: string, claim: ClaimView) {
    this.till = till;
    this.number = number;
    this.claim = claim;
    this.reference = `${till.founded.merchant.id}.${number}.1`;
  }

  /** A merchant that takes Stripe, and nothing else. */
  static async shop(currency = "EUR"): Promise<Till> {
    const till = await Till.open(currency);
    await till.put("/api/v1/rails", { on: ["stripe"] });
    return till;
  }

  /** The payer has tapped, and Stripe's page is open. */
  static async atCheckout({ minor = 2350, currency = "EUR" } = {}): Promise<Shopper> {
    return Shopper.atCheckoutOf(await Shopper.shop(currency), minor);
  }

  static async atCheckoutOf(till: Till, minor = 2350): Promise<Shopper> {
    const { number, id } = await till.claimed(minor);
    const { status, body } = await instruct(id, newSecret(), "stripe");
    expect([status, body.state]).toEqual([200, "paying"]);
    return new Shopper(till, number, body);
  }

  /** A card was charged, and all is heard. */
  static async paid(): Promise<Shopper> {
    const shopper = await Shopper.atCheckout();
    await shopper.pay("card");
    await shopper.deliverAll();
    await shopper.until(({ types }) => types.includes("posted"));
    return shopper;
  }

  books(): Promise<Record<string, number>> {
    return this.till.books();
  }

  /** The merchant's alarm rings now. */
  async attend(): Promise<void> {
    await runDurableObjectAlarm(this.till.object);
  }

  async pay(way: string, more: object = {}): Promise<Event[]> {
    return (await atStripe("pay", this.reference, { way, ...more })).events;
  }

  async sessionIsMade(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      if ((await atStripe("sessions", this.reference)).sessions > 0) return;
      await scheduler.wait(20);
    }
    throw new Error("no Session was made");
  }

  async events(): Promise<Event[]> {
    return (await atStripe("events", this.reference)).events;
  }

  async faults(): Promise<readonly string[]> {
    return (await atStripe("events", this.reference)).faults;
  }

  /** Everything that Stripe has told so far, in its order or in that of `pick`; each is answered as heard or ignored. */
  async deliverAll(events?: readonly Event[]): Promise<void> {
    for (const event of events ?? (await this.events())) {
      expect([200, 204]).toContain((await deliverEvent(event)).status);
    }
  }

  /** What stands in the owner's audit trail, oldest first. */
  deeds(): Promise<{ actor: string; action: string; about: string }[]> {
    return runInDurableObject(this.till.object, (_, { storage }) =>
      storage.sql
        .exec<{ actor: string; action: string; about: string }>(
          "SELECT actor, action, about FROM audit ORDER BY seq",
        )
        .toArray(),
    );
  }

  types(): Promise<string[]> {
    return this.till.eventTypes(this.number);
  }

  async order() {
    return (await this.till.get(`/api/v1/orders/${this.number}`)).body;
  }

  async until(isSo: (seen: Seen) => boolean): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const seen = { types: await this.types(), status: await this.till.status(this.number) };
      if (isSo(seen)) return;
      await scheduler.wait(50);
    }
    throw new Error(`still ${JSON.stringify(await this.order())} ${(await this.types()).join()}`);
  }
}
