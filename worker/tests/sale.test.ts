import { describe, expect, it } from "vitest";
import { Till, call, instruct } from "./till.ts";

describe("a sale", () => {
  it("goes from the device leg to paid on both sides", async () => {
    const till = await Till.open();
    const number = till.nextNumber();
    const placed = await till.place(number);
    expect(placed).toMatchObject({ status: 201, body: { number, status: "placed" } });
    const claim = await till.claim(number);
    expect(claim).toMatchObject({ status: 201, body: { state: "claimed", bill: { number } } });
    const paid = await instruct(claim.body.id);
    expect(paid).toMatchObject({ status: 200, body: { state: "paid" } });
    expect(await till.eventTypes(number)).toEqual(["placed", "claimed", "instructed", "captured"]);
    expect(await till.status(number)).toBe("paid");
    const receipt = await call("GET", paid.body.receipt);
    expect(receipt.status).toBe(200);
  });
});
